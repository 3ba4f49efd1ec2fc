/** The room has moved on while somebody was writing: say so and offer the way; never take them there. */
import { t } from "../i18n";
import { Button } from "../parts/Button";
import { Note } from "../parts/Note";
import type { Live, PhonePicture } from "../wire";
import { letGo } from "./typing";

export function Moved({ from, to }: { from: Live | null; to: PhonePicture | null }) {
  return (
    <div class="phone__moved">
      <Note kind="live" icon="arrow-right" action={<Button kind="link" onClick={letGo}>{t("phone.go_there")}</Button>}>
        <b>{words(from, to)}</b> <span class="secondary">{t("phone.draft_stays")}</span>
      </Note>
    </div>
  );
}

function words(from: Live | null, to: PhonePicture | null): string {
  if (!to?.live || to.stage === "ended") return t("phone.room_moved");
  return to.live.round === from?.round ? t("phone.say_closed") : t("phone.new_step", { title: to.live.title });
}
