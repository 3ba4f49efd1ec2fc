/**
 * The private note between the field and the disk. What somebody types is never changed from
 * outside; if another wrote in between, both texts are there and a person decides.
 */
import { effect, signal } from "@preact/signals";
import { announce } from "../announce";
import { sentence, t } from "../i18n";
import { cockpit, send } from "../live";
import type { Phase } from "../parts/Status";
import type { Failure } from "../wire";

/** Milliseconds of rest until it is saved. */
const REST = 700;

export const text = signal("");
export const phase = signal<Phase>("none");
export const trouble = signal("");
/** What another moderator wrote while this one was typing, or null. */
export const other = signal<string | null>(null);

/** The text this one grew from; the server compares it with what stands. */
let former = "";
let timer = 0;

/** Takes over what others write, as long as nobody types here. */
export function followNote(): void {
  effect(() => {
    const stands = cockpit.value?.note ?? former;
    if (text.peek() !== former || stands === former) return;
    former = stands;
    text.value = stands;
  });
}

export function type(words: string): void {
  text.value = words;
  phase.value = "draft";
  clearTimeout(timer);
  timer = window.setTimeout(saveNow, REST);
}

/** Saves what is not saved yet; while two texts are in question, neither. */
export function saveNow(): void {
  clearTimeout(timer);
  if (text.value !== former && other.value === null) void save(former);
}

export function keepMine(): void {
  const on = other.value ?? former;
  other.value = null;
  void save(on);
}

export function takeOther(): void {
  former = other.value ?? former;
  text.value = former;
  phase.value = "saved";
  other.value = null;
}

async function save(on: string): Promise<void> {
  const words = text.value;
  phase.value = "sending";
  const answer = await send("write_note", { text: words, former: on });
  if ("error" in answer) return refuse(answer.error);
  former = words;
  trouble.value = "";
  phase.value = text.value === words ? "saved" : "draft";
}

function refuse(error: Failure): void {
  phase.value = "failed";
  if (error.code !== "conflict") {
    trouble.value = sentence(error);
    return;
  }
  other.value = String(error.stands);
  announce(t("cockpit.note_conflict", { other: other.value }));
}
