/** What is said aloud (to a screen reader) when the room moves on. An effect: follows the pictures. */
import { announce } from "../announce";
import { t } from "../i18n";
import { phone } from "../live";

let known = "";

export function speakNews(): void {
  const live = phone.value?.live;
  if (!live) return;
  const now = `${live.round}/${live.state}/${live.shown}`;
  const isFirst = known === "";
  const isNewStep = !known.startsWith(`${live.round}/`);
  if (now !== known && !isFirst) announce(isNewStep ? t("phone.new_step", { title: live.title }) : t(sayState(live)));
  known = now;
}

const sayState = ({ state, shown }: { state: string; shown: boolean }): string =>
  shown ? "phone.say_shown" : `phone.say_${state}`;
