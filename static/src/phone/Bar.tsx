/** The bar at thumb height: the state of everything sent in this step, the time left, more time. */
import { activities } from "activities:all";
import { useEffect, useState } from "preact/hooks";
import { announceCount } from "../announce";
import { sentence, t, time } from "../i18n";
import { send } from "../live";
import { Button } from "../parts/Button";
import { Status, type Phase } from "../parts/Status";
import { Timer } from "../parts/Timer";
import type { Live } from "../wire";
import type { StepInput } from "./input";

export function Bar({ live, input }: { live: Live; input: StepInput }) {
  const progress = activities[live.type]?.progress?.(live.ask, input.mine);
  const { phase, at } = overall(input);
  useEffect(() => {
    if (phase === "saved" && at) announceCount(t("status.saved_at", { time: time(at) }));
  }, [phase, at]);
  return (
    <footer class={progress ? "bar" : "bar bar--short"}>
      {progress && (phase !== "none" || progress.of > 1) && (
        <p class="bar__state">
          <Status phase={phase} at={at} form="strong" />
          {progress.of > 1 && <span class="secondary">{t("phone.answered", { done: progress.done, of: progress.of })}</span>}
        </p>
      )}
      <p class="bar__time">
        <Timer closesAt={live.closes_at} />
        <MoreTime round={live.round} kind={progress ? "outline" : "link"} />
      </p>
    </footer>
  );
}

export function MoreTime({ round, kind }: { round: number; kind: "outline" | "link" }) {
  const [said, setSaid] = useState("");
  const ask = async () => {
    const answer = await send("ask_time", { round });
    setSaid("error" in answer ? sentence(answer.error) : t("phone.time_asked"));
  };
  if (said) return <span class="secondary bar__said" role="status">{said}</span>;
  return <Button kind={kind} onClick={ask}>{t("phone.more_time")}</Button>;
}

/** The least finished thing decides; all saved: the latest time. */
function overall({ mine, status }: StepInput): { phase: Phase; at: number | null } {
  const states = mine.map((one) => status(one.kind, one.item));
  const order: Phase[] = ["failed", "waiting", "sending"];
  const worst = order.find((phase) => states.some((state) => state.phase === phase));
  if (worst) return { phase: worst, at: null };
  const times = states.map((state) => state.saved_at ?? 0).filter(Boolean);
  return times.length ? { phase: "saved", at: Math.max(...times) } : { phase: "none", at: null };
}
