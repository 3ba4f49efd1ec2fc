/** What is said aloud (to a screen reader) when the room moves on, and where a new step begins. Effects: they follow the pictures. */
import { announce } from "../announce";
import { t } from "../i18n";
import { phone } from "../live";
import { seen } from "./typing";

let known = "";
let knownEnd = 0;

export function speakNews(): void {
  const live = phone.value?.live;
  if (!live) return;
  const now = `${live.round}/${live.state}/${live.shown}`;
  const isFirst = known === "";
  const isNewStep = !known.startsWith(`${live.round}/`);
  if (now !== known && !isFirst) announce(isNewStep ? t("phone.new_step", { title: live.title }) : t(sayState(live, known)));
  if (now === known && (live.closes_at ?? 0) > knownEnd) announce(t("phone.say_extended"));
  known = now;
  knownEnd = live.closes_at ?? 0;
}

let shownRound = 0;

/** A new step begins at its top, not where the last one was scrolled to. */
export function beginAtTop(): void {
  const round = seen.value?.live?.round ?? 0;
  if (shownRound && round !== shownRound) scrollTo(0, 0);
  shownRound = round;
}

/** What opens with its result on show is said to be open. */
const sayState = ({ state, shown }: { state: string; shown: boolean }, before: string): string =>
  shown && before.split("/")[1] === state ? "phone.say_shown" : `phone.say_${state}`;
