/** The question before something final: what will happen, that it cannot be taken back, and the press. */
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { Warnings } from "../../later/ballot/Warnings";
import { cockpit, resultsOf } from "../../live";
import { Button } from "../../parts/Button";
import { Note } from "../../parts/Note";
import type { Count, Secret, Step } from "../../wire";
import { Act, Trouble } from "../Act";
import { isThere } from "../lights";
import { closeDialog, openDialog } from "../opened";
import { steps } from "../room";
import { isPlain, isTooFew, secretOf, type Final } from "./final";

/** A question that makes no sense any more, because somebody else was quicker, closes by itself. */
export function FinalDialog({ activity, action }: { activity: number; action: Final }) {
  const step = steps.value.find((one) => one.activity === activity);
  const secret = secretOf(step ?? null);
  if (!step?.actions.includes(action)) return <Over />;
  const count = resultsOf("cockpit", step.round)?.count ?? step.count;
  if (action === "annul") return <Annul step={step} isSecret={step.is_secret} />;
  return (
    <>
      <p class="secondary">{step.n} · {step.title}</p>
      {secret && (action === "open" ? <Opening step={step} secret={secret} /> : <Closing secret={secret} count={count} />)}
      <p><b>{t("secret.no_way_back")}</b></p>
      <Trouble place="dialog" />
      <div class="dialog__actions">
        <Act place="dialog" command={action} payload={{ activity }} kind="primary" done={closeDialog}>{t(wordsFor(step, action))}</Act>
        <Button onClick={closeDialog}>{t("common.cancel")}</Button>
      </div>
    </>
  );
}

/** "secret.open", "secret.reopen", "secret.close" */
export const wordsFor = (step: Step, action: Final): string => `secret.${action === "open" && step.state === "closed" ? "reopen" : action}`;

function Opening({ step, secret }: { step: Step; secret: Secret }) {
  const here = cockpit.value?.seats.filter((seat) => seat.entitled && isThere(seat)).length ?? 0;
  if (step.state === "closed") return <p>{t("secret.reopen_means")}</p>;
  return (
    <>
      <p>{t("secret.open_means")}</p>
      <p>{t("secret.open_roll", { roll: secret.roll, here })}</p>
      <Unproven />
      <Warnings secret={{ ...secret, plain: isPlain(secret) }} />
    </>
  );
}

/** Those who could not cast as it stands, and where that is mended. */
function Unproven() {
  const count = cockpit.value?.unproven.length ?? 0;
  if (count === 0) return null;
  const door = <Button kind="link" onClick={() => openDialog({ name: "door" })}>{t("door.door")}</Button>;
  return <Note kind="waiting" icon="warning" action={door}>{t("secret.open_unproven", { count })}</Note>;
}

function Closing({ secret, count }: { secret: Secret; count: Count }) {
  return (
    <>
      <p><b>{t("secret.count", { given: count.given, of: count.of })}</b></p>
      <p>{isTooFew(secret, count.given) ? t("secret.close_too_few", { least: secret.least }) : t("secret.close_means")}</p>
    </>
  );
}

function Annul({ step, isSecret }: { step: Step; isSecret: boolean }) {
  const [reason, setReason] = useState("");
  return (
    <>
      <p class="secondary">{step.n} · {step.title}</p>
      <p>{t(isSecret ? "secret.annul_means" : "secret.annul_named_means")}</p>
      <div class="field annul__reason">
        <label class="field__label" for="annul-reason">{t("secret.reason")}</label>
        <p class="field__hint" id="annul-hint">{t("secret.reason_hint")}</p>
        <textarea id="annul-reason" class="field__control" rows={3} maxLength={500} value={reason} aria-describedby="annul-hint"
          onInput={(event) => setReason(event.currentTarget.value)} />
      </div>
      {isSecret && <p><b>{t("secret.no_way_back")}</b></p>}
      <Trouble place="dialog" />
      <div class="dialog__actions">
        <Act place="dialog" command="annul" payload={{ activity: step.activity, reason }} kind="primary" disabled={!reason.trim()} done={closeDialog}>{t("secret.annul")}</Act>
        <Button onClick={closeDialog}>{t("common.cancel")}</Button>
      </div>
    </>
  );
}

const Over = () => (
  <>
    <p role="status">{t("secret.over")}</p>
    <div class="dialog__actions"><Button onClick={closeDialog}>{t("common.close")}</Button></div>
  </>
);
