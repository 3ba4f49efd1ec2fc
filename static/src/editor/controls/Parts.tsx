/** Questions of a form: each of another type, with that type's own fields; added, moved, removed. */
import type { ComponentChildren } from "preact";
import { announce } from "../../announce";
import { has, t } from "../../i18n";
import { Button } from "../../parts/Button";
import type { FormField, TypeForm } from "../../wire";
import { types } from "../agenda";
import type { ControlProps } from "../Field";
import { SmallButton } from "../SmallButton";
import { fresh, newId } from "./line";

export interface Part {
  id: string;
  type: string;
  config: { [field: string]: unknown };
}

type Form = "single" | "group" | "plain";

interface Props extends ControlProps {
  most: number;
  /** The type that is made of them. */
  of: string;
  formOf: (spec: FormField) => Form;
  control: (props: ControlProps, type: string, spec: FormField) => ComponentChildren;
}

export function Parts(props: Props) {
  const { value, onChange, most, of } = props;
  const parts: Part[] = Array.isArray(value) ? value : [];
  const put = (at: number, part: Part): void => onChange(parts.with(at, part));
  const move = (from: number, to: number): void => {
    const others = parts.toSpliced(from, 1);
    onChange(others.toSpliced(to, 0, parts[from]!));
    announce(t("editor.line_moved", { n: to + 1 }));
  };
  return (
    <div class="parts">
      <ol class="parts__list">
        {parts.map((part, i) => (
          <li key={part.id}>
            <div class="parts__part" role="group" aria-label={titleOf(part, i, of)}>
              <p class="parts__head">
                <b>{titleOf(part, i, of)}</b>
                <span class="lines__tools">
                  <SmallButton icon="arrow-up" words={t("editor.part_up", { n: i + 1 })} off={i === 0} onClick={() => move(i, i - 1)} />
                  <SmallButton icon="arrow-down" words={t("editor.part_down", { n: i + 1 })} off={i === parts.length - 1} onClick={() => move(i, i + 1)} />
                  <SmallButton icon="close" words={t("editor.part_remove", { n: i + 1 })} onClick={() => onChange(parts.toSpliced(i, 1))} />
                </span>
              </p>
              {fieldsOf(part.type).map((spec) => <PartField key={spec.name} {...props} part={part} spec={spec} put={(changed) => put(i, changed)} />)}
            </div>
          </li>
        ))}
      </ol>
      {parts.length >= most
        ? <p class="field__hint">{t("editor.line_most", { most })}</p>
        : <Add of={of} add={(type) => onChange([...parts, made(type)])} />}
    </div>
  );
}

const Add = ({ of, add }: { of: string; add: (type: string) => void }) => (
  <p class="parts__add">
    <span class="secondary">{t("editor.part_add")}</span>
    {types.filter(({ in_parts }) => in_parts.length > 0).map(({ name }) => (
      <Button key={name} kind="quiet" size="small" icon="plus" onClick={() => add(name)}>{nameOf(name, of)}</Button>
    ))}
  </p>
);

interface PartFieldProps extends Props {
  part: Part;
  spec: FormField;
  put: (part: Part) => void;
}

function PartField({ part, spec, put, id: whole, formOf, control, describedBy, invalid }: PartFieldProps) {
  const label = t(`${part.type}.field_${spec.name}`);
  // Nothing is taken from earlier steps here: options are lines, and need no word of where they may come from.
  const hint = spec.kind === "options" ? "" : `${part.type}.help_${spec.name}`;
  const drawn: FormField = spec.kind === "options" ? { ...spec, kind: "lines" } : spec;
  const id = `${whole}-${part.id}-${spec.name}`;
  const form = formOf(drawn);
  const value = part.config[spec.name] ?? spec.default;
  const onChange = (changed: unknown): void => put({ ...part, config: { ...part.config, [spec.name]: changed } });
  return (
    <div class="field" role={form === "group" ? "group" : undefined} aria-labelledby={form === "group" ? `${id}-label` : undefined}>
      {form === "single" && <label class="field__label" for={id}>{label}</label>}
      {form === "group" && <span class="field__label" id={`${id}-label`}>{label}</span>}
      {hint && has(hint) && <p class="field__hint">{t(hint)}</p>}
      {control({ id, label, value, onChange, describedBy, invalid }, part.type, drawn)}
    </div>
  );
}

function fieldsOf(type: string): FormField[] {
  const form: TypeForm | undefined = types.find(({ name }) => name === type);
  return form?.fields.filter(({ name }) => form.in_parts.includes(name)) ?? [];
}

/** With as many empty lines as it needs at least. */
function made(type: string): Part {
  const config = fieldsOf(type).map(({ name, kind, default: usual, least }) =>
    [name, kind === "lines" || kind === "options" ? Array.from({ length: Math.max(1, least) }, () => fresh()) : usual] as const);
  return { id: newId(), type, config: Object.fromEntries(config) };
}

const titleOf = ({ type }: Part, i: number, of: string): string => t("editor.part_n", { n: i + 1, type: nameOf(type, of) });

const nameOf = (type: string, of: string): string => t(has(`${of}.as_${type}`) ? `${of}.as_${type}` : `${type}.name`);
