/** The two or three things that are legal now, as large buttons; the server names them. */
import { sentence, t } from "../i18n";
import { Button } from "../parts/Button";
import type { Action, Step } from "../wire";
import { Act } from "./Act";
import { asking } from "./announcing";
import { trouble } from "./doing";
import { lookAt, steps } from "./room";

/** Keys of the actions; the others have none. */
const KEYS: { [action in Action]?: string } = { open: "cockpit.space", close: "cockpit.space", reveal: "R", hide: "R" };

export function Actions({ step }: { step: Step }) {
  return (
    <div class="actions" role="group" aria-label={t("cockpit.actions")}>
      {step.actions.map((action, i) => <ActionButton key={action} step={step} action={action} isFirst={i === 0} />)}
      {step.state === "open" && (
        <Act place="actions" command="extend" payload={{ activity: step.activity, minutes: 1 }} keyHint="T">{t("cockpit.minute_more")}</Act>
      )}
      {step.state !== "open" && <Onward step={step} />}
      {asking.value > 0 && <p class="actions__asking" role="status">{t("cockpit.more_time", { count: asking.value })}</p>}
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

function ActionButton({ step, action, isFirst }: { step: Step; action: Action; isFirst: boolean }) {
  const key = KEYS[action];
  return (
    <Act place="actions" command={action} payload={{ activity: step.activity }} kind={isFirst && action !== "hide" ? "primary" : "outline"}
      keyHint={key && key.includes(".") ? t(key) : key}>
      {actionWords(step, action)}
    </Act>
  );
}

/** "Eingabe öffnen", "Karten aufdecken", "Runde 2 beginnen" … */
export function actionWords(step: Step, action: Action): string {
  if (action === "next_round") return t("cockpit.next_round", { n: step.run + 1 });
  if (action === "open") return t(step.state === "closed" ? "cockpit.reopen" : "cockpit.open");
  if (action === "close") return t("cockpit.close");
  const what = ["cards", "questions", "words"].includes(step.type) ? step.type : "result";
  return t(`cockpit.${action}_${what}`);
}

/** Looks at the next step; the room stays where it is. */
function Onward({ step }: { step: Step }) {
  const next = steps.value.find(({ n, exists }) => n > step.n && exists);
  if (!next) return null;
  return <Button icon="eye" keyHint="→" onClick={() => lookAt(next.activity)}>{t("cockpit.look_next", { title: next.title })}</Button>;
}
