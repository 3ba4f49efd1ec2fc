/**
 * The moderators' private note, saved as one types. What somebody types here is never changed from
 * outside; if another wrote in between, both texts are shown and a person decides.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { announce } from "../announce";
import { sentence, t } from "../i18n";
import { cockpit, send } from "../live";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { Note } from "../parts/Note";
import { Status, type Phase } from "../parts/Status";

/** Milliseconds of rest until it is saved. */
const REST = 700;

export function NoteField() {
  const stands = cockpit.value?.note ?? "";
  const note = useNote(stands);
  return (
    <section class="note-field" aria-labelledby="note-title">
      <div class="note-field__head">
        <h2 id="note-title"><Icon name="lock" /> <label for="private-note">{t("cockpit.note")}</label></h2>
        <Status phase={note.phase} />
      </div>
      {note.other !== null && <Both {...note} other={note.other} />}
      <textarea id="private-note" class="field__control note-field__text" value={note.text} placeholder={t("cockpit.note_hint")}
        onInput={(event) => note.type(event.currentTarget.value)} onBlur={note.saveNow} />
      {note.trouble && <p class="field__error" role="alert">{note.trouble}</p>}
    </section>
  );
}

/** Comes into view by itself: it is about the text that is being typed just below. */
function Both({ other, keepMine, takeOther }: { other: string; keepMine: () => void; takeOther: () => void }) {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    words.current?.closest(".note-field")?.scrollIntoView({ block: "end" });
    announce(t("cockpit.note_conflict", { other }));
  }, [other]);
  return (
    <Note kind="waiting" icon="warning">
      <p ref={words}>{t("cockpit.note_conflict", { other: other || t("cockpit.note_empty") })}</p>
      <Button kind="link" onClick={keepMine}>{t("cockpit.keep_mine")}</Button>{" "}
      <Button kind="link" onClick={takeOther}>{t("cockpit.take_other")}</Button>
    </Note>
  );
}

/** The text in the field, the one it grew from, and what stands between it and the disk. */
function useNote(stands: string) {
  const [text, setText] = useState(stands);
  const [phase, setPhase] = useState<Phase>("none");
  const [trouble, setTrouble] = useState("");
  const [other, setOther] = useState<string | null>(null);
  const former = useRef(stands);
  const timer = useRef(0);
  const isDirty = text !== former.current;

  useEffect(() => {
    if (isDirty || stands === former.current) return;
    former.current = stands;
    setText(stands);
  }, [stands]);

  const save = async (words: string, on: string) => {
    setPhase("sending");
    const answer = await send("write_note", { text: words, former: on });
    if ("ok" in answer) {
      former.current = words;
      setTrouble("");
      return setPhase("saved");
    }
    setPhase("failed");
    if (answer.error.code === "conflict") setOther(String(answer.error.stands));
    else setTrouble(sentence(answer.error));
  };
  const type = (words: string) => {
    setText(words);
    setPhase("draft");
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void save(words, former.current), REST);
  };
  const saveNow = () => {
    clearTimeout(timer.current);
    if (isDirty && other === null) void save(text, former.current);
  };
  const keepMine = () => (setOther(null), void save(text, other ?? former.current));
  const takeOther = () => {
    former.current = other ?? former.current;
    setText(former.current);
    setPhase("saved");
    setOther(null);
  };
  return { text, phase, trouble, other, type, saveNow, keepMine, takeOther };
}
