/**
 * A picture: chosen or dropped, sent at once. The step keeps it as soon as words say what can be seen;
 * until then it waits here.
 */
import { useState } from "preact/hooks";
import { boot, sentence, t } from "../../i18n";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import type { ControlProps } from "../Field";
import { ACCEPTED, upload, type Uploaded } from "../upload";

interface Shown extends Uploaded {
  alt: string;
}

export function Picture({ id, value, onChange, describedBy, invalid }: ControlProps) {
  const [waiting, setWaiting] = useState<Uploaded | null>(null);
  const stored = value as Shown | null;
  const shown: Shown | null = waiting ? { ...waiting, alt: "" } : stored;
  const word = (alt: string): void => {
    if (!shown || (waiting && !alt.trim())) return;
    setWaiting(null);
    onChange({ hash: shown.hash, alt, width: shown.width, height: shown.height });
  };
  const remove = (): void => {
    setWaiting(null);
    if (stored) onChange(null);
  };
  return (
    <div class="picture-field">
      {shown && <img class="picture-field__shown" src={`/w/${boot.workshop}/pictures/${shown.hash}`} alt={shown.alt} width={shown.width} height={shown.height} />}
      {shown && <Words id={id} alt={shown.alt} onWord={word} describedBy={describedBy} invalid={invalid} />}
      {/* The words of the picture before stay with a better version of it. */}
      <Chooser id={shown ? undefined : id} again={shown !== null} describedBy={describedBy} onDone={(done) => (stored?.alt ? onChange({ ...done, alt: stored.alt }) : setWaiting(done))} />
      {shown && <Button kind="quiet" size="small" icon="close" onClick={remove}>{t("editor.picture_remove")}</Button>}
    </div>
  );
}

interface WordsProps {
  id: string;
  alt: string;
  onWord: (alt: string) => void;
  describedBy: string | undefined;
  invalid: boolean;
}

const Words = ({ id, alt, onWord, describedBy, invalid }: WordsProps) => (
  <div class="field">
    <label class="field__label" for={id}>{t("editor.picture_words")}</label>
    <p class="field__hint" id={`${id}-words`}>{t("editor.picture_words_means")}</p>
    <input
      id={id} class="field__control" type="text" autocomplete="off" maxLength={300} required value={alt}
      aria-describedby={[`${id}-words`, describedBy].filter(Boolean).join(" ")} aria-invalid={invalid}
      onInput={(event) => onWord(event.currentTarget.value)}
    />
  </div>
);

interface ChooserProps {
  id: string | undefined;
  again: boolean;
  describedBy: string | undefined;
  onDone: (done: Uploaded) => void;
}

/** The file: a field of the browser's own, with room around it to drop a picture on. */
function Chooser({ id, again, describedBy, onDone }: ChooserProps) {
  const [share, setShare] = useState<number | null>(null);
  const [fault, setFault] = useState("");
  const [isOver, setOver] = useState(false);
  const send = async (file: File | undefined): Promise<void> => {
    if (!file || share !== null) return;
    setFault("");
    setShare(0);
    const answer = await upload(file, setShare);
    setShare(null);
    if ("code" in answer) setFault(sentence(answer));
    else onDone(answer);
  };
  return (
    <div
      class={`picture-field__drop ${isOver ? "picture-field__drop--over" : ""}`}
      onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => (event.preventDefault(), setOver(false), void send(event.dataTransfer?.files[0]))}
    >
      <label class="picture-field__choose">
        <span>{t(again ? "editor.picture_other" : "editor.picture_choose")}</span>
        <input
          id={id} type="file" accept={ACCEPTED} aria-describedby={describedBy} disabled={share !== null}
          onChange={(event) => void send(event.currentTarget.files?.[0]).then(() => (event.target as HTMLInputElement).value = "")}
        />
      </label>
      <div role="status">
        {share !== null && <p class="picture-field__sending">{t("editor.picture_sending")} <progress value={share} /></p>}
      </div>
      {fault && <p class="field__error" role="alert"><Icon name="warning" />{fault}</p>}
    </div>
  );
}
