/** The moderators' private note, saved as one types. */
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { Note } from "../parts/Note";
import { Status } from "../parts/Status";
import { keepMine, other, phase, saveNow, takeOther, text, trouble, type } from "./note";

export const NoteField = () => (
  <section class="note-field" aria-labelledby="note-title">
    <div class="note-field__head">
      <h2 id="note-title"><Icon name="lock" /> <label for="private-note">{t("cockpit.note")}</label></h2>
      <Status phase={phase.value} />
    </div>
    {other.value !== null && <Both theirs={other.value} />}
    <textarea id="private-note" class="field__control note-field__text" value={text.value} placeholder={t("cockpit.note_hint")}
      onInput={(event) => type(event.currentTarget.value)} onBlur={saveNow} />
    {trouble.value && <p class="field__error" role="alert">{trouble.value}</p>}
  </section>
);

/** Comes into view by itself: it is about the text that is being typed just below. */
function Both({ theirs }: { theirs: string }) {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.closest(".note-field")?.scrollIntoView({ block: "end" }), [theirs]);
  return (
    <Note kind="waiting" icon="warning">
      <p ref={words}>{t("cockpit.note_conflict", { other: theirs || t("cockpit.note_empty") })}</p>
      <Button kind="link" onClick={keepMine}>{t("cockpit.keep_mine")}</Button>{" "}
      <Button kind="link" onClick={takeOther}>{t("cockpit.take_other")}</Button>
    </Note>
  );
}
