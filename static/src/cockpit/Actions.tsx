/** The two or three things that are legal now, as large buttons; the server names them. */
import { has, sentence, t } from "../i18n";
import { Button } from "../parts/Button";
import type { Action, Step } from "../wire";
import { Act } from "./Act";
import { isTooFew, perform, secretOf } from "./final/final";
import { wordsFor } from "./final/FinalDialog";
import { asking } from "./announcing";
import { trouble } from "./doing";
import { lookAt, steps } from "./room";

/** Keys of the actions; the others have none. */
const KEYS: { [action in Action]?: string } = { open: "cockpit.space", close: "cockpit.space", reveal: "R", hide: "R" };

export function Actions({ step }: { step: Step }) {
  return (
    <div class="actions" role="group" aria-label={t("cockpit.actions")}>
      {legalNow(step).map((action, i) => <ActionButton key={action} step={step} action={action} isFirst={i === 0} />)}
      {step.state === "open" && (
        <Act place="actions" command="extend" payload={{ activity: step.activity, minutes: 1 }} keyHint="T">{t("cockpit.minute_more")}</Act>
      )}
      {step.state !== "open" && <Onward step={step} />}
      {asking.value > 0 && <p class="actions__asking" role="status">{t("cockpit.more_time", { count: asking.value })}</p>}
      {step.quorum && step.quorum.present < step.quorum.needed && <p class="actions__asking" role="status">{t("cockpit.no_quorum", step.quorum)}</p>}
      {step.wishes > 0 && <Wishes step={step} />}
      {step.unready && step.state === "draft" && trouble.value?.place !== "actions" && <p class="actions__unready">{sentence({ code: step.unready })}</p>}
    </div>
  );
}

/** So many wish a secret vote; nobody learns who. */
const Wishes = ({ step }: { step: Step }) => (
  <p class="actions__asking" role="status">
    {t("cockpit.wishes_secret", { count: step.wishes })}{" "}
    {step.may_be_secret && (
      <Act place="actions" command="edit_step" kind="link" payload={{ activity: step.activity, field: "privacy", value: "secret", former: step.config.privacy ?? null }}>
        {t("cockpit.make_secret")}
      </Act>
    )}
  </p>
);

/** While ballots are being counted nobody opens the box again. A roll call is seldom void: that stands aside. */
function legalNow(step: Step): Action[] {
  const secret = secretOf(step);
  if (!secret) return step.actions.filter((action) => action !== "annul");
  const isCounting = step.state === "closed" && !isTooFew(secret, step.count.given);
  return isCounting ? step.actions.filter((action) => action !== "open") : step.actions;
}

/** Of a roll call: rare, and nothing to be hit by mistake. */
export function AnnulButton({ step }: { step: Step }) {
  if (secretOf(step) || !step.actions.includes("annul")) return null;
  return <Button kind="link" onClick={() => perform(step, "annul")}>{t("secret.annul")}</Button>;
}

function ActionButton({ step, action, isFirst }: { step: Step; action: Action; isFirst: boolean }) {
  const key = KEYS[action];
  const kind = isFirst && action !== "hide" && action !== "annul" ? "primary" : "outline";
  const keyHint = key && key.includes(".") ? t(key) : key;
  // What is final is asked once more in a dialog, which says how it went.
  if (action === "annul" || secretOf(step)) return <Button kind={kind} keyHint={keyHint} onClick={() => perform(step, action)}>{actionWords(step, action)}</Button>;
  return <Act place="actions" command={action} payload={{ activity: step.activity }} kind={kind} keyHint={keyHint}>{actionWords(step, action)}</Act>;
}

/** "Eingabe öffnen", "Karten aufdecken" where the type says it in its own words, "Runde 2 beginnen" … */
export function actionWords(step: Step, action: Action): string {
  if (action === "annul" || (secretOf(step) && (action === "open" || action === "close"))) return t(wordsFor(step, action));
  if (action === "next_round") return t("cockpit.next_round", { n: step.run + 1 });
  if (action === "open") return t(step.state === "closed" ? "cockpit.reopen" : "cockpit.open");
  if (action === "close") return t("cockpit.close");
  const own = `${step.type}.${action}`;
  return t(has(own) ? own : `cockpit.${action}`);
}

/** Looks at the next step; the room stays where it is. */
function Onward({ step }: { step: Step }) {
  const next = steps.value.find(({ n, exists }) => n > step.n && exists);
  if (!next) return null;
  return <Button icon="eye" keyHint="→" onClick={() => lookAt(next.activity)}>{t("cockpit.look_next", { title: next.title })}</Button>;
}
