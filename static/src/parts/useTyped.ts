/**
 * A text field that belongs to who types in it: what is typed stays until it is sent or cleared,
 * whatever arrives meanwhile; without typing it shows what is saved.
 */
import { useState } from "preact/hooks";
import type { DraftAnswer, InputProps } from "../wire";

export interface Typed {
  text: string;
  /** Typed and not sent. */
  isDraft: boolean;
  type: (text: string) => void;
  /** After sending or giving up: back to what is saved. */
  clear: () => void;
}

/** `name` is the draft's name; render with key={name}, so that another field starts afresh. `answer` says what
 * sending the text means, so that it can be sent also when the room is at another step. */
export function useTyped(draft: InputProps["draft"], name: string, saved: string, answer: (text: string) => DraftAnswer): Typed {
  const [typed, setTyped] = useState<string | null>(() => draft.read(name) || null);
  const type = (text: string) => {
    setTyped(text);
    draft.write(name, text, answer(text.trim()));
  };
  const clear = () => {
    setTyped(null);
    draft.write(name, "");
  };
  return { text: typed ?? saved, isDraft: typed !== null && typed !== saved, type, clear };
}
