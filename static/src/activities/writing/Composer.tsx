/** The field for a new text, or for one that is being changed. What is typed stays on the device until it is sent. */
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { Button } from "../../parts/Button";
import { Status } from "../../parts/Status";
import { useTyped } from "../../parts/useTyped";
import { t } from "../../i18n";
import type { DraftAnswer, InputProps } from "../../wire";
import type { Words } from "./Written";

/** Characters, as the server has it. */
const LONGEST = 500;
/** From here on the rest is said. */
const NEARLY = 420;

interface Props {
  part?: string;
  draft: InputProps["draft"];
  name: string;
  saved: string;
  note: string;
  words: Words;
  /** What sending the text means. */
  answer: (text: string) => DraftAnswer;
  send: (answer: DraftAnswer) => void;
  /** What one may choose with the text. */
  beside?: ComponentChildren;
  /** Only while a text is being changed. */
  giveUp?: () => void;
  takeBack?: () => void;
}

export function Composer({ part = "", draft, name, saved, note, words: say, answer, beside, send, giveUp, takeBack }: Props) {
  const { text, isDraft, type, clear } = useTyped(draft, name, saved, answer);
  const [isRefused, setRefused] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const words = text.trim();
  const isTooLong = words.length > LONGEST;
  const submit = (event?: Event) => {
    event?.preventDefault();
    if (!words) return;
    setRefused(isTooLong);
    if (isTooLong) return field.current?.focus();
    clear();
    send(answer(words));
  };
  const after = (act?: () => void) => act && (() => (clear(), act()));
  return (
    <form class="composer" onSubmit={submit}>
      <p class="composer__head">
        <label for={`card-text${part}`}><b>{t(giveUp ? say.change : say.add)}</b></label>
        <Status phase={isDraft ? "draft" : "none"} />
      </p>
      <textarea ref={field} id={`card-text${part}`} class="field__control" rows={2} value={text} aria-describedby={`card-note${part} card-error${part}`} aria-invalid={isRefused && isTooLong}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit(event)} />
      <p id={`card-note${part}`} class="secondary small">{words.length > NEARLY ? spaceLeft(words) : note}</p>
      <p id={`card-error${part}`} class="field__error" role="alert">{isRefused && isTooLong && t("errors.too_long", { most: LONGEST })}</p>
      {beside}
      <p class="composer__actions">
        <Button kind="primary" size="wide" type="submit">{t(giveUp ? "phone.send_change" : say.send)}</Button>
        {giveUp && <Button kind="link" onClick={after(giveUp)}>{t("common.cancel")}</Button>}
        {takeBack && <Button kind="link" onClick={after(takeBack)}>{t(say.take_back)}</Button>}
      </p>
    </form>
  );
}

/** A longer text can be pasted; cutting it off unseen would lose it. */
const spaceLeft = ({ length }: string): string =>
  length > LONGEST ? t("phone.over", { count: length - LONGEST }) : t("phone.left", { count: LONGEST - length });
