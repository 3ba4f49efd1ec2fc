/** The field for a new card, or for one that is being changed. What is typed stays on the device until it is sent. */
import { Button } from "../../parts/Button";
import { Status } from "../../parts/Status";
import { useTyped } from "../../parts/useTyped";
import { t } from "../../i18n";
import type { DraftAnswer, InputProps } from "../../wire";

/** Characters, as the server has it. */
const LONGEST = 500;
/** From here on the rest is said. */
const NEARLY = 420;

interface Props {
  draft: InputProps["draft"];
  name: string;
  saved: string;
  note: string;
  /** What sending the text means. */
  answer: (text: string) => DraftAnswer;
  send: (answer: DraftAnswer) => void;
  /** Only while a card is being changed. */
  giveUp?: () => void;
  takeBack?: () => void;
}

export function Composer({ draft, name, saved, note, answer, send, giveUp, takeBack }: Props) {
  const { text, isDraft, type, clear } = useTyped(draft, name, saved, answer);
  const words = text.trim();
  const submit = (event?: Event) => {
    event?.preventDefault();
    if (!words) return;
    clear();
    send(answer(words));
  };
  const after = (act?: () => void) => act && (() => (clear(), act()));
  return (
    <form class="composer" onSubmit={submit}>
      <p class="composer__head">
        <label for="card-text"><b>{t(giveUp ? "phone.change_card" : "phone.new_card")}</b></label>
        <Status phase={isDraft ? "draft" : "none"} />
      </p>
      <textarea id="card-text" class="field__control" rows={2} maxLength={LONGEST} value={text} aria-describedby="card-note"
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit(event)} />
      <p id="card-note" class="secondary small">{text.length > NEARLY ? t("phone.left", { count: LONGEST - text.length }) : note}</p>
      <p class="composer__actions">
        <Button kind="primary" size="wide" type="submit">{t(giveUp ? "phone.send_change" : "phone.send_card")}</Button>
        {giveUp && <Button kind="link" onClick={after(giveUp)}>{t("common.cancel")}</Button>}
        {takeBack && <Button kind="link" onClick={after(takeBack)}>{t("phone.take_card_back")}</Button>}
      </p>
    </form>
  );
}
