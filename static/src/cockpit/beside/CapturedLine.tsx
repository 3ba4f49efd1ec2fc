/** One line that was written down, and its field while it is changed. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n";
import { Button } from "../../parts/Button";
import { Note } from "../../parts/Note";
import type { Captured } from "../../wire";
import { Act } from "../Act";
import { act, dismiss } from "../doing";

export function Line({ line, where }: { line: Captured; where: string }) {
  const [isEdited, setEdited] = useState(false);
  if (isEdited) return <li class="captured__line"><Edit line={line} close={() => setEdited(false)} /></li>;
  return (
    <li class={line.done ? "captured__line captured__line--done" : "captured__line"}>
      <Tick line={line} />
      <div class="captured__words">
        <p>{line.text}</p>
        <p class="small secondary">{where}{line.done && ` · ${t("capture.done")}`}</p>
      </div>
      <div class="captured__actions">
        {line.card === null
          ? <Button kind="quiet" size="small" icon="pencil" aria-label={t("capture.edit_named", { text: line.text })} title={t("capture.edit")} onClick={() => setEdited(true)} />
          : <Act place="dialog" command="unpark" payload={{ capture: line.id }} kind="quiet" size="small" icon="undo">{t("capture.unpark")}</Act>}
        <Act place="dialog" command="remove_capture" payload={{ capture: line.id }} kind="quiet" size="small" icon="trash"
          label={t("capture.remove_named", { text: line.text })}>{""}</Act>
      </div>
    </li>
  );
}

function Tick({ line }: { line: Captured }) {
  const change = () => void act("dialog", "done", { capture: line.id, on: !line.done });
  return (
    <label class="check captured__tick">
      <input type="checkbox" checked={line.done} aria-label={t("capture.done_named", { text: line.text })} onChange={change} />
    </label>
  );
}

/** `former` is what the words grew from. If another wrote in between, both stand here and a person decides. */
function Edit({ line, close }: { line: Captured; close: () => void }) {
  const [former, setFormer] = useState(line.text);
  const [text, setText] = useState(line.text);
  const [theirs, setTheirs] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const save = async (on: string) => {
    const answer = await act("dialog", "edit_capture", { capture: line.id, text, former: on });
    if (!answer || !("error" in answer)) return close();
    if (answer.error.code !== "conflict") return;
    dismiss();
    setTheirs(String(answer.error.stands));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void save(theirs ?? former);
  };
  const take = () => {
    setFormer(theirs ?? former);
    setText(theirs ?? former);
    setTheirs(null);
  };
  return (
    <form class="captured__edit" onSubmit={submit} onKeyDown={(event) => onlyHere(event, close)}>
      {theirs !== null && <Both theirs={theirs} take={take} />}
      <input class="field__control" aria-label={t("capture.edit")} required maxLength={500} value={text} ref={field}
        onInput={(event) => setText(event.currentTarget.value)} />
      <p class="captured__actions">
        <Button type="submit" kind="primary" size="small">{t(theirs === null ? "capture.save_change" : "cockpit.keep_mine")}</Button>
        <Button kind="quiet" size="small" onClick={close}>{t("common.cancel")}</Button>
      </p>
    </form>
  );
}

const Both = ({ theirs, take }: { theirs: string; take: () => void }) => (
  <Note kind="waiting" icon="warning" action={<Button kind="link" onClick={take}>{t("cockpit.take_other")}</Button>}>
    <span role="alert">{t("cockpit.note_conflict", { other: theirs })}</span>
  </Note>
);

/** Escape gives up the change, not the dialog. */
function onlyHere(event: KeyboardEvent, close: () => void): void {
  if (event.key !== "Escape") return;
  event.preventDefault();
  close();
}
