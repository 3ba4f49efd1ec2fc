/** The form of one step: what every step has, then the fields its type declares. */
import { useEffect, useRef } from "preact/hooks";
import { sentence, t } from "../i18n";
import { Icon } from "../parts/Icon";
import { Note } from "../parts/Note";
import type { FormField, Step } from "../wire";
import { formOf, isEnded, kindOf, newborn } from "./agenda";
import { Figure, Line, Text } from "./controls/simple";
import { Field } from "./Field";
import { Taking } from "./Taking";
import { TypeField } from "./TypeField";

/** Fields that every step has; a type's field of the same name would never be reached. */
const COMMON = ["title", "minutes", "note", "privacy", "who", "live"];

export function StepForm({ step }: { step: Step }) {
  const form = formOf(step);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => arrive(step, heading.current), []);
  return (
    <section class="form" aria-labelledby="form-heading">
      <a class="form__back" href="#"><Icon name="arrow-left" />{t("editor.agenda")}</a>
      <h2 class="form__heading" id="form-heading" tabIndex={-1} ref={heading}>
        <span class="secondary">{t("editor.step_n", { n: step.n, type: kindOf(step) })}</span>
      </h2>
      <Notes step={step} />
      <fieldset class="form__fields" disabled={isEnded.value}>
        <div class="form__row">
          <StepField step={step} field="title" stored={step.title} control={Line} />
          <StepField step={step} field="minutes" stored={step.minutes} control={Figure} />
        </div>
        {form?.fields.filter((spec) => isAsked(spec, step, form.fields)).map((spec) => <TypeField key={spec.name} step={step} spec={spec} />)}
        {form?.takes_input && step.takes_input && <Taking step={step} form={form} />}
        <StepField step={step} field="note" stored={step.note} hint={t("editor.help_note")} control={Text} />
      </fieldset>
    </section>
  );
}

/** A field that only one way of the type needs is there while that way is chosen. */
function isAsked({ name, when }: FormField, step: Step, fields: FormField[]): boolean {
  if (COMMON.includes(name)) return false;
  return !when || (step.config[when[0]] ?? fields.find((one) => one.name === when[0])?.default) === when[1];
}

/** What one should know before one writes. */
function Notes({ step }: { step: Step }) {
  if (isEnded.value) return <Note icon="lock">{t("editor.is_ended")}</Note>;
  if (!step.exists) return <Note icon="clock">{t("editor.to_come_means")}</Note>;
  if (step.state === "open") return <Note kind="waiting" icon="lock">{t("editor.is_open")}</Note>;
  const why = step.unfinished;
  return why ? <Note kind="waiting" icon="warning">{t("editor.unready_because", { why: sentence({ code: why }) })}</Note> : null;
}

interface StepFieldProps {
  step: Step;
  field: "title" | "minutes" | "note";
  stored: unknown;
  hint?: string;
  control: typeof Line | typeof Text | typeof Figure;
}

const StepField = ({ step, field, stored, hint, control: Control }: StepFieldProps) => (
  <Field
    place={{ activity: step.activity, field }} stored={stored} label={t(`editor.field_${field}`)} hint={hint}
    control={(props) => <Control {...props} />}
  />
);

/** A new step begins with its title. Else, where the form has taken the place of the agenda, say where one is. */
function arrive(step: Step, heading: HTMLElement | null): void {
  const isAlone = getComputedStyle(document.querySelector(".agenda") ?? document.body).display === "none";
  if (isAlone) scrollTo(0, 0);
  if (newborn.peek() === step.activity) document.querySelector<HTMLInputElement>("#field-title")?.select();
  else if (isAlone) heading?.focus();
  newborn.value = null;
}
