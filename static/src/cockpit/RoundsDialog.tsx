/** The rounds of a step: look which there are, go back to one, put the current one aside and begin afresh. */
import { t, time } from "../i18n";
import { Badge } from "../parts/Badge";
import { Button } from "../parts/Button";
import type { Run, Step } from "../wire";
import { Act, Trouble } from "./Act";
import { secretOf } from "./final/final";
import { closeDialog, openDialog } from "./opened";
import { steps } from "./room";

/** Only a round that was opened can be gone back to or be reset. */
export function RoundsButton({ step }: { step: Step }) {
  if (!step.takes_input || (step.rounds.length < 2 && step.state === "draft")) return null;
  return (
    <Button kind="link" class="centre__rounds" onClick={() => openDialog({ name: "rounds", activity: step.activity })}>
      {t("cockpit.rounds")}
    </Button>
  );
}

export function RoundsDialog({ activity }: { activity: number }) {
  const step = steps.value.find((one) => one.activity === activity);
  if (!step) return null;
  return (
    <>
      <p class="secondary">{step.n} · {step.title}</p>
      <Trouble place="dialog" />
      <ol class="history rounds">
        {step.rounds.map((run) => <Line key={run.n} step={step} run={run} />)}
      </ol>
      {step.rounds.length > 1 && step.state === "open" && <p class="small secondary">{t("cockpit.round_open_first")}</p>}
      {step.state !== "draft" && !secretOf(step) && <Reset step={step} />}
      <div class="dialog__actions"><Button onClick={closeDialog}>{t("common.close")}</Button></div>
    </>
  );
}

function Line({ step, run }: { step: Step; run: Run }) {
  const isCurrent = run.n === step.run;
  return (
    <li aria-current={isCurrent ? "true" : undefined}>
      <b>{t("screen.run", { n: run.n })}</b>
      <span class="secondary">{aboutOf(run)}</span>
      {isCurrent && <Badge>{t("cockpit.round_current")}</Badge>}
      {!isCurrent && step.state !== "open" && (
        <Act place="dialog" command="to_round" payload={{ activity: step.activity, n: run.n }} kind="quiet" size="small"
          label={t("cockpit.to_round_n", { n: run.n })}>{t("cockpit.to_round")}</Act>
      )}
    </li>
  );
}

/** "zurückgesetzt · war zu sehen · geöffnet um 14:03" */
function aboutOf({ state, set_aside, shown, opened_at }: Run): string {
  const is = set_aside ? t("cockpit.round_set_aside") : t(`cockpit.state_${state}`);
  return [is, shown && t("cockpit.round_was_shown"), opened_at && t("cockpit.round_opened", { time: time(opened_at) })].filter(Boolean).join(" · ");
}

const Reset = ({ step }: { step: Step }) => (
  <div class="rounds__reset">
    <p>{t("cockpit.reset_means", { n: step.run, next: Math.max(...step.rounds.map(({ n }) => n)) + 1 })}</p>
    <Act place="dialog" command="reset" payload={{ activity: step.activity }}>{t("cockpit.reset", { n: step.run })}</Act>
  </div>
);
