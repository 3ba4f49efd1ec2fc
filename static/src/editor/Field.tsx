/**
 * One field of a form: label, help, control, what became of the last change, and the two versions
 * where somebody else has changed it meanwhile. The control is drawn from what is being edited,
 * or from what is stored while nobody edits it here.
 */
import type { ComponentChildren } from "preact";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { sentence, t } from "../i18n";
import type { Edit } from "./edits";
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
      {edit?.phase === "conflict" && <Conflict place={place} edit={edit} describe={describe} />}
    </div>
  );
}

function Conflict({ place, edit, describe }: { place: Place; edit: Edit; describe: (value: any) => ComponentChildren }) {
  return (
    <div class="conflict" role="alert">
      <p class="conflict__title"><Icon name="warning" />{t("editor.conflict")}</p>
      <div class="conflict__sides">
        <Version title={t("editor.conflict_mine")} words={describe(edit.value)}>
          <Button size="small" onClick={() => choose(place, "mine")}>{t("editor.keep_mine")}</Button>
        </Version>
        <Version title={t("editor.conflict_theirs")} words={describe(edit.stands)}>
          <Button size="small" onClick={() => choose(place, "theirs")}>{t("editor.take_theirs")}</Button>
        </Version>
      </div>
    </div>
  );
}

function Version({ title, words, children }: { title: string; words: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="conflict__side">
      <h3 class="field__hint">{title}</h3>
      <div class="conflict__words">{words === "" ? <span class="secondary">{t("editor.empty")}</span> : words}</div>
      {children}
    </section>
  );
}

/** Moving between the controls of one field is not leaving it. */
function hasLeft(event: FocusEvent): boolean {
  return !(event.currentTarget as Element).contains(event.relatedTarget as Node | null);
}
