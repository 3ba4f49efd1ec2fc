/** The agenda: the facts of the workshop first, then its steps, their sum, and what can be added or taken back. */
import { useRef, useState } from "preact/hooks";
import { number, t } from "../i18n";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { Note } from "../parts/Note";
import { chosen, isEnded, planned, redoable, removed, steps, trouble, undo, undoable } from "./agenda";
import { AddStep } from "./AddStep";
import { StepRow } from "./StepRow";

export function AgendaPane({ minutes }: { minutes: number }) {
  const list = useRef<HTMLOListElement>(null);
  const [isAdding, setAdding] = useState(false);
  return (
    <nav class="agenda" aria-label={t("editor.agenda")}>
      <a class="agenda__facts" href="#workshop" aria-current={chosen.value === null ? "page" : undefined}>
        <Icon name="pencil" />{t("editor.workshop_facts")}
      </a>
      <div class="agenda__head">
        <h2>{t("editor.agenda")}</h2>
        <Total of={minutes} />
      </div>
      {steps.value.length === 0 && <p class="agenda__empty secondary">{t("editor.no_steps")}</p>}
      <ol class="agenda__steps" ref={list}>
        {steps.value.map((step) => <StepRow key={step.activity} step={step} list={list} />)}
      </ol>
      <div class="agenda__foot">
        {trouble.value && <div role="alert"><Note kind="error" icon="warning">{trouble.value}</Note></div>}
        {removed.value !== null && <Removed title={removed.value} />}
        {!isEnded.value && <Button size="wide" icon="plus" onClick={() => setAdding(true)}>{t("editor.add_step")}</Button>}
        <TakeBack />
      </div>
      <AddStep open={isAdding} onClose={() => setAdding(false)} />
    </nav>
  );
}

/** "88 von 90 min", and in words what does not fit. */
function Total({ of }: { of: number }) {
  const over = planned.value - of;
  return (
    <div class="agenda__total">
      <p><b>{number(planned.value)}</b> {t("editor.of_minutes", { of })}</p>
      {over > 0 && <p class="agenda__over"><Icon name="warning" />{t("editor.minutes_over", { count: over })}</p>}
      {over < 0 && <p class="secondary">{t("editor.minutes_free", { count: -over })}</p>}
    </div>
  );
}

function Removed({ title }: { title: string }) {
  const last = undoable.value;
  const again = last?.command === "remove_step" && (
    <Button kind="link" icon="undo" onClick={() => void undo(last.entry)}>{t("editor.bring_back")}</Button>
  );
  return <Note icon="trash" action={again}>{t("editor.removed", { title })}</Note>;
}

function TakeBack() {
  const [last, redo] = [undoable.value, redoable.value];
  return (
    <div class="agenda__undo">
      {last && <Button kind="quiet" size="small" icon="undo" onClick={() => void undo(last.entry)}>{t("editor.undo", { what: t(`undo.${last.command}`) })}</Button>}
      {redo && <Button kind="quiet" size="small" icon="redo" onClick={() => void undo(redo.entry)}>{t("editor.redo", { what: t(`undo.${redo.command}`) })}</Button>}
    </div>
  );
}
