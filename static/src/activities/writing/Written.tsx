/**
 * Everything of one question: the texts one has written so far and the field for the next. For every type that
 * gathers texts. `valueOf` says what a text means; `beside` is what one may choose with it, `item` being the text that
 * is changed ("" for a new one).
 */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Composer } from "./Composer";
import { MyCard } from "./MyCard";
import { t } from "../../i18n";
import { newKey } from "../../key";
import type { InputProps, Mine } from "../../wire";

/** Keys of sentences; what can be written is a card here, a proposal there. */
export interface Words {
  add: string;
  send: string;
  change: string;
  take_back: string;
}

interface Props extends Pick<InputProps, "part" | "give" | "takeBack" | "status" | "draft"> {
  kind: string;
  /** Name of the field's draft. */
  name: string;
  own: Mine[];
  note: string;
  words: Words;
  valueOf: (text: string, item: string) => unknown;
  about?: (one: Mine) => string;
  beside?: (item: string, draftName: string) => ComponentChildren;
}

/** The text in the field: a new one (item empty) or one that is being changed. */
interface Edited {
  item: string;
  saved: string;
  /** Counts what this person did: only that may give the field a new content, never what arrives. */
  turn: number;
}

const NEW: Edited = { item: "", saved: "", turn: 0 };

export function Written({ kind, part, name, own, note, words, valueOf, about, beside, ...line }: Props) {
  const { give, takeBack, status, draft } = line;
  const [edited, setEdited] = useState<Edited>(NEW);
  const answer = (text: string) => ({ kind, item: edited.item || newKey(), value: valueOf(text, edited.item) });
  const takeOut = (one: Mine) => {
    // The text goes back into the field: taking back must not lose it.
    const text = [draft.read(name), one.value.text].filter(Boolean).join("\n\n");
    draft.write(name, text, { kind, item: newKey(), value: valueOf(text, one.item) });
    takeBack({ kind, item: one.item });
    setEdited({ ...NEW, turn: edited.turn + 1 });
  };
  const statusOf = (one: Mine) => {
    const now = status(kind, one.item);
    return draft.read(changeOf(one.item)) ? { ...now, phase: "draft" as const } : now;
  };
  const changed = own.find((one) => one.item === edited.item);
  const isWaiting = own.some((one) => status(kind, one.item).phase === "waiting");
  const fieldName = edited.item ? changeOf(edited.item) : name;
  return (
    <>
      <ul class="cards__list">
        {own.map((one) => (
          <MyCard key={one.item} card={one} about={about?.(one)} status={statusOf(one)} takeBack={() => takeOut(one)}
            change={() => setEdited({ item: one.item, saved: one.value.text, turn: edited.turn })} />
        ))}
      </ul>
      {isWaiting && <p class="secondary small">{t("phone.sent_when_back")}</p>}
      <Composer key={`${edited.item}/${edited.turn}`} part={part} draft={draft} note={note} words={words} name={fieldName} saved={edited.saved}
        answer={answer} beside={beside?.(edited.item, fieldName)} send={(one) => (give(one), setEdited(NEW))}
        {...(changed && { giveUp: () => setEdited(NEW), takeBack: () => takeOut(changed) })} />
    </>
  );
}

const changeOf = (item: string): string => `change/${item}`;

/** The newest first, so that what was just sent is seen above the field. */
export const newestFirst = (own: Mine[]): Mine[] =>
  own.filter((one) => one.state !== "withdrawn").reverse().sort((a, b) => newness(b) - newness(a));

const newness = (one: Mine): number => one.saved_at || Number.MAX_SAFE_INTEGER;
