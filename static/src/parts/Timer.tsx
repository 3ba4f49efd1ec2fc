/**
 * <Timer closesAt={ms} />: the time left by the server's clock, and words once a minute or less is left.
 * Past the end it says so; nothing closes by itself.
 */
import { serverNow } from "../clock";
import { t } from "../i18n";
import { Icon } from "./Icon";

/** "5:12", never below "0:00". */
export function minutesText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function Timer({ closesAt }: { closesAt: number | null }) {
  if (closesAt === null) return null;
  const left = closesAt - serverNow();
  return (
    <span class="timer" role="timer">
      <Icon name="clock" />
      <span class="timer__left">{minutesText(left)}</span>
      <span class="timer__words">{words(left)}</span>
    </span>
  );
}

function words(left: number): string {
  if (left <= 0) return t("timer.over");
  return left <= 60_000 ? t("timer.last_minute") : t("timer.minutes");
}
