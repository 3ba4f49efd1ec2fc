/** Texts that are not sent yet, kept on the device for one participant. Nothing from outside changes them. */
import { signal } from "@preact/signals";
import type { Store } from "./store";
import type { DraftAnswer } from "./wire";

/** What is needed to show a draft when its step is long over, and to send it if it is not. */
export interface Draft {
  round: number;
  activity: number;
  title: string;
  name: string;
  text: string;
  answer?: DraftAnswer;
}

const drafts = signal<readonly Draft[]>([]);
let store: Store | null = null;

export function openDrafts(device: Store): void {
  store = device;
  drafts.value = device.names("draft/").map((name) => device.read<Draft>(name)).filter((one) => one !== null);
}

/** All drafts of this person on this device. */
export const allDrafts = (): readonly Draft[] => drafts.value;

export const readDraft = (round: number, name: string): string =>
  drafts.value.find((one) => isAt(one, round, name))?.text ?? "";

/** Keeps the text; an empty one removes the draft. */
export function writeDraft(draft: Draft): void {
  const others = drafts.peek().filter((one) => !isAt(one, draft.round, draft.name));
  const isEmpty = !draft.text.trim();
  drafts.value = isEmpty ? others : [...others, draft];
  const name = `draft/${draft.round}/${draft.name}`;
  if (isEmpty) store?.drop(name);
  else store?.write(name, draft);
}

const isAt = (draft: Draft, round: number, name: string): boolean => draft.round === round && draft.name === name;
