/**
 * One field of a form: label, help, control, what became of the last change, and the two versions
 * where somebody else has changed it meanwhile. The control is drawn from what is being edited,
 * or from what is stored while nobody edits it here.
 */
import type { ComponentChildren } from "preact";
import { Conflict } from "../fields/Conflict";
import { Icon } from "../parts/Icon";
import { sentence } from "../i18n";
import { change, choose, editOf, enter, leave, type Place } from "./saving";

export interface ControlProps {
  id: string;
  value: any;
  onChange: (value: unknown) => void;
  describedBy: string | undefined;
  invalid: boolean;
  label: string;
}

interface Props {
  place: Place;
  stored: unknown;
  label: string;
  hint?: string;
  /** The value in words, for the two versions of a conflict. */
  describe?: (value: any) => ComponentChildren;
  /** "group": several controls under one legend; "plain": the control brings its own label. */
  form?: "single" | "group" | "plain";
  control: (props: ControlProps) => ComponentChildren;
}

export function Field({ place, stored, label, hint, describe = String, form = "single", control }: Props) {
  const edit = editOf(place);
  const id = `field-${place.field}`;
  const message = edit?.phase === "refused" && edit.error ? sentence(edit.error) : "";
  const described = [hint && `${id}-hint`, message && `${id}-error`].filter(Boolean).join(" ") || undefined;
  const props: ControlProps = {
    id, label, describedBy: described, invalid: message !== "", value: edit ? edit.value : stored,
    onChange: (value) => change(place, stored, value),
  };
  return (
    <div
      class={`field editor-field editor-field--${edit?.phase ?? "saved"}`}
      role={form === "group" ? "group" : undefined}
      aria-labelledby={form === "group" ? `${id}-label` : undefined}
      onFocusIn={() => enter(place, stored)}
      onFocusOut={(event) => hasLeft(event) && leave(place)}
    >
      {form === "single" && <label class="field__label" for={id} id={`${id}-label`}>{label}</label>}
      {form === "group" && <span class="field__label" id={`${id}-label`}>{label}</span>}
      {hint && <p class="field__hint" id={`${id}-hint`}>{hint}</p>}
      {control(props)}
      {message && <p class="field__error" id={`${id}-error`} role="alert"><Icon name="warning" />{message}</p>}
      {edit?.phase === "conflict" && <Conflict edit={edit} choose={(whose) => choose(place, whose)} describe={describe} />}
    </div>
  );
}

/** Moving between the controls of one field is not leaving it. */
function hasLeft(event: FocusEvent): boolean {
  return !(event.currentTarget as Element).contains(event.relatedTarget as Node | null);
}
