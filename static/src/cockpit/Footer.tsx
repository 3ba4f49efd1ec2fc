/** The foot: the time left by the server's clock, and the way back. */
import { serverNow } from "../clock";
import { t, time } from "../i18n";
import { cockpit } from "../live";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { minutesText } from "../parts/Timer";
import type { Live, UndoEntry } from "../wire";
import { Act, Trouble } from "./Act";
import { CaptureLine } from "./beside/CaptureLine";
import { openDialog } from "./opened";
import { minutesGiven } from "./times";

export function Footer() {
  const picture = cockpit.value;
  if (!picture) return null;
  const [last] = picture.undo;
  return (
    <footer class="foot">
      <TimeLeft live={picture.live} />
      <div class="foot__middle"><CaptureLine /></div>
      <div class="foot__trouble"><Trouble place="footer" /></div>
      {picture.redo && (
        <Act place="footer" command="undo" payload={{ entry: picture.redo.entry }} kind="quiet" icon="redo"
          label={t("cockpit.redo", { what: undoWords(picture.redo) })}>{""}</Act>
      )}
      {last && (
        <Act place="footer" command="undo" payload={{ entry: last.entry }} kind="quiet" icon="undo" keyHint="U">
          {t("cockpit.undo", { what: undoWords(last) })}
        </Act>
      )}
      <Button kind="quiet" onClick={() => openDialog({ name: "history" })}>{t("cockpit.history")}</Button>
    </footer>
  );
}

/** "Karten zusammengeführt" */
export const undoWords = (entry: UndoEntry): string => t(`undo.${entry.command}`);

function TimeLeft({ live }: { live: Live | null }) {
  if (!live || live.state !== "open" || live.closes_at === null) return <Still live={live} />;
  const left = live.closes_at - serverNow();
  const step = { activity: live.activity };
  return (
    <div class="foot__time" role="group" aria-label={t("cockpit.timer")}>
      <p class="timer" role="timer">
        <Icon name="clock" />
        <span class="timer__left">{minutesText(left)}</span>
        <span class="timer__words">{leftWords(left, live)}</span>
      </p>
      <Act place="footer" command="extend" payload={{ ...step, minutes: -1 }} kind="quiet" label={t("cockpit.minute_less")}>−1</Act>
      <Act place="footer" command="extend" payload={{ ...step, minutes: 1 }} kind="quiet" label={t("cockpit.minute_more")}>+1</Act>
    </div>
  );
}

/** The colour stays; the words warn. */
function leftWords(left: number, live: Live): string {
  if (left <= 0) return t("cockpit.time_over");
  if (left <= 60_000) return t("cockpit.last_minute");
  return t("cockpit.of_minutes", { count: minutesGiven(live) });
}

function Still({ live }: { live: Live | null }) {
  if (cockpit.value?.workshop.state === "ended") return <p class="foot__time secondary">{t("cockpit.lobby_ended")}</p>;
  if (!live) return <p class="foot__time secondary">{t("cockpit.no_step")}</p>;
  const closed = live.state !== "draft" && live.closed_at !== null;
  return (
    <p class="foot__time secondary">
      <Icon name="clock" /> {closed ? t("cockpit.closed_at", { time: time(live.closed_at ?? 0) }) : t("cockpit.minutes_planned", { count: live.minutes })}
    </p>
  );
}
