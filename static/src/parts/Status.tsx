/**
 * <Status phase="saved" at={ms} />: what happens to a sent thing, as icon and word.
 * `brief` drops the words around the time (rows: tick and 14:03; a reader still hears all).
 */
import { t, time } from "../i18n";
import { Icon, type IconName } from "./Icon";

export type Phase = "none" | "draft" | "sending" | "waiting" | "saved" | "failed";

interface Props {
  phase: Phase;
  at?: number | null;
  form?: "brief" | "whole" | "strong";
}

const ICONS: Record<Exclude<Phase, "none">, IconName> = {
  draft: "pencil",
  sending: "arrows",
  waiting: "clock",
  saved: "tick",
  failed: "warning",
};

export function Status({ phase, at = null, form = "whole" }: Props) {
  if (phase === "none") return null;
  const words = phase === "saved" && at ? t("status.saved_at", { time: time(at) }) : t(`status.${phase}`);
  const short = form === "brief" && phase === "saved" && at ? time(at) : null;
  return (
    <span class={`status status--${phase === "failed" ? "refused" : phase} status--${form}`}>
      <Icon name={ICONS[phase]} />
      {short ? <span aria-hidden="true">{short}</span> : null}
      <span class={short ? "visually-hidden" : undefined}>{words}</span>
    </span>
  );
}
