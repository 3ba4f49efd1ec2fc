/**
 * One field of a measure: its label, its control, and below them what is wrong. The control shows what is being
 * edited here, or what is stored while nobody edits it here; nothing from outside changes what is typed.
 */
import { useId, useState } from "preact/hooks";
import { boot, sentence, t } from "../../i18n";
import { dayOf } from "../../activities/measures/pages";
import { Conflict } from "../../fields/Conflict";
import type { Measure } from "../../wire";
import { saving, type FieldName } from "./saving";

export const STATUSES = ["open", "doing", "done", "dropped"] as const;

interface Props {
  measure: Measure;
  field: FieldName;
  n: number;
  /** Of the list of departments. */
  list?: string;
}

export function Cell({ measure, field, n, list }: Props) {
  const place = { measure: measure.id, field };
  const stored = measure[field];
  const edit = saving.editOf(place);
  const id = useId();
  const wrong = edit?.phase === "refused" && edit.error ? sentence(edit.error) : "";
  const control: ControlProps = {
    id, list, value: String(edit ? edit.value : stored), label: t("register.of_n", { field: t(`measures.${field}`), n }),
    invalid: wrong !== "" || edit?.phase === "conflict", describedBy: wrong ? `${id}-wrong` : undefined,
    change: (value) => saving.change(place, stored, value),
    settle: () => saving.leave(place),
  };
  const Control = CONTROLS[field];
  return (
    <div class={`cell cell--${field}`} onFocusIn={() => saving.enter(place, stored)} onFocusOut={() => saving.leave(place)}>
      <label class="cell__label" for={id}>{t(`measures.${field}`)}</label>
      <Control {...control} />
      {wrong && <p class="field__error" id={`${id}-wrong`} role="alert">{wrong}</p>}
      {edit?.phase === "conflict" && <Conflict edit={edit} choose={(whose) => saving.choose(place, whose)} describe={(value) => inWords(field, String(value))} />}
    </div>
  );
}

interface ControlProps {
  id: string;
  list?: string;
  value: string;
  label: string;
  invalid: boolean;
  describedBy?: string;
  change: (value: string) => void;
  /** Chosen, not typed: it goes out now. */
  settle: () => void;
}

const usual = ({ id, value, label, invalid, describedBy }: ControlProps) =>
  ({ id, value, "aria-label": label, "aria-invalid": invalid, "aria-describedby": describedBy, class: "field__control cell__control" }) as const;

/** Enter goes on to the next field; a measure is a sentence or two, not a page. */
const What = (props: ControlProps) => (
  <textarea {...usual(props)} rows={1} onInput={(event) => props.change(event.currentTarget.value)} onKeyDown={goOn} />
);

const Line = (props: ControlProps) => (
  <input {...usual(props)} type="text" autocomplete="off" list={props.list} onInput={(event) => props.change(event.currentTarget.value)} onKeyDown={goOn} />
);

/** What is half typed is no day yet: it stays in the field, and nothing is changed. */
function Day(props: ControlProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const hear = ({ currentTarget: field }: { currentTarget: HTMLInputElement }) => {
    setTyped(field.value);
    if (field.validity.valid) props.change(field.value);
  };
  return (
    <input {...usual(props)} type="date" min="1990-01-01" max="2199-12-31" value={typed ?? props.value} onInput={hear} onBlur={() => setTyped(null)} onKeyDown={goOn} />
  );
}

const Status = (props: ControlProps) => (
  <select {...usual(props)} onChange={(event) => (props.change(event.currentTarget.value), props.settle())}>
    {STATUSES.map((status) => <option key={status} value={status}>{t(`measures.status_${status}`)}</option>)}
  </select>
);

const CONTROLS = { what: What, responsible: Line, involved: Line, due: Day, status: Status };

function goOn(event: KeyboardEvent): void {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  const fields = [...document.querySelectorAll<HTMLElement>(".measure .cell__control")];
  fields[fields.indexOf(event.currentTarget as HTMLElement) + 1]?.focus();
}

function inWords(field: FieldName, value: string): string {
  if (field === "status") return t(`measures.status_${value}`);
  return field === "due" && value ? dayOf(value, boot.language) : value;
}
