/** A field as a type of activity declares it: picks the control by the field's kind. */
import type { ComponentChildren } from "preact";
import { has, number, t } from "../i18n";
import type { FormField, Step } from "../wire";
import { formOf as formOfStep, steps } from "./agenda";
import type { Line } from "./controls/line";
import { LineList } from "./controls/LineList";
import { Options } from "./controls/Options";
import { Picture } from "./controls/Picture";
import { Parts, type Part } from "./controls/Parts";
import { Figure, Line as LineControl, Radios, Select, Switch, Text } from "./controls/simple";
import { isSource, type Offer } from "./controls/source";
import { Field, type ControlProps } from "./Field";

/** Up to so many choices are shown all at once. */
const FEW = 4;

export function TypeField({ step, spec }: { step: Step; spec: FormField }) {
  const hint = has(`${step.type}.help_${spec.name}`) ? t(`${step.type}.help_${spec.name}`) : undefined;
  return (
    <Field
      place={{ activity: step.activity, field: spec.name }}
      stored={step.config[spec.name] ?? spec.default}
      label={t(`${step.type}.field_${spec.name}`)}
      hint={hint}
      form={formOf(spec)}
      describe={(value) => inWords(value, step, spec)}
      control={(props) => controlOf(props, step, spec)}
    />
  );
}

function formOf(spec: FormField): "single" | "group" | "plain" {
  if (spec.kind === "switch") return "plain";
  if (["lines", "options", "priced", "parts", "picture"].includes(spec.kind)) return "group";
  return spec.kind === "select" && spec.choices.length <= FEW ? "group" : "single";
}

function controlOf(props: ControlProps, step: Step, spec: FormField): ComponentChildren {
  switch (spec.kind) {
    case "line": case "share": return <LineControl {...props} />;
    case "text": return <Text {...props} rows={2} />;
    case "markdown": return <Text {...props} rows={9} />;
    case "number": return <Figure {...props} />;
    case "switch": return <Switch {...props} />;
    case "lines": return <LineList {...props} most={spec.most} />;
    case "priced": return <LineList {...props} most={spec.most} priced />;
    case "options": return <Options {...props} most={spec.most} offers={offersFor(step)} />;
    case "picture": return <Picture {...props} />;
    case "parts": return <Parts {...props} most={spec.most} of={step.type} formOf={formOf} control={(inner, type, one) => controlOf(inner, { ...step, type }, one)} />;
    case "step": return <Select {...props} choices={stepChoices(step, spec)} />;
    case "select": return spec.choices.length <= FEW ? <Radios {...props} choices={choicesOf(step, spec)} /> : <Select {...props} choices={choicesOf(step, spec)} />;
  }
}

/** Earlier steps of a type; of any that has themes where none is named. */
const earlier = (step: Step, type: string): Step[] =>
  steps.value.filter((one) => one.n < step.n && (type ? one.type === type : formOfStep(one)?.sorts));

/** The themes of earlier cards and the best of earlier results, in the agenda's order. */
function offersFor(step: Step): Offer[] {
  return steps.value.filter((one) => one.n < step.n && !one.arranges).flatMap((one) => {
    const { activity, n, title } = one;
    const { leads_on, decides, sorts } = formOfStep(one) ?? {};
    const themes = sorts ? [{ source: { activity, what: "themes" as const }, words: t("editor.themes_of", { n, title }) }] : [];
    const best = leads_on ? [{ source: { activity, what: "best" as const }, words: t(decides ? "editor.decided_in" : "editor.best_of", { n, title }) }] : [];
    return [...themes, ...best];
  });
}

const choicesOf = (step: Step, spec: FormField) =>
  spec.choices.map((value) => ({ value, words: t(`${step.type}.${spec.name}_${value}`) }));

function stepChoices(step: Step, spec: FormField): { value: number | null; words: string }[] {
  const others = earlier(step, spec.of).filter((one) => !one.arranges);
  return [{ value: null, words: t("editor.no_step") }, ...others.map((one) => ({ value: one.activity, words: titleOf(one.activity) }))];
}

function titleOf(activity: number): string {
  const found = steps.value.find((one) => one.activity === activity);
  return found ? `${found.n} · ${found.title}` : t("editor.source_later");
}

const wordsOf = ({ label, price }: Line): string => (price === undefined ? label : `${label} · ${typeof price === "number" ? number(price) : price}`);

/** A value as a person reads it. */
function inWords(value: any, step: Step, spec: FormField): ComponentChildren {
  if (isSource(value)) return t(value.what === "best" ? "editor.best_from" : "editor.themes_from", { title: titleOf(value.activity) });
  if (spec.kind === "parts") return <ol class="conflict__lines">{value.map((part: Part) => <li key={part.id}>{partInWords(part)}</li>)}</ol>;
  if (Array.isArray(value)) return <ol class="conflict__lines">{value.map((line: Line) => <li key={line.id}>{wordsOf(line)}</li>)}</ol>;
  if (typeof value === "boolean") return t(value ? "editor.yes" : "editor.no");
  if (spec.kind === "picture") return value?.alt ?? "";
  if (spec.kind === "step") return value === null ? t("editor.no_step") : titleOf(value);
  if (spec.kind === "select") return choicesOf(step, spec).find((choice) => choice.value === value)?.words ?? "";
  return String(value);
}

/** Its words, one after the other. */
const partInWords = ({ config }: Part): string =>
  Object.values(config).flatMap((value) => (Array.isArray(value) ? value.map((line: Line) => line.label) : value)).filter((one) => typeof one === "string" && one).join(" · ");
