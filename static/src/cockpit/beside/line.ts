/**
 * The capture line between the field and the disk: its kind, its words, where the focus was before.
 * What is typed is kept on this device until the server has it.
 */
import { signal } from "@preact/signals";
import { announce } from "../../announce";
import { boot, t } from "../../i18n";
import { openStore } from "../../store";
import type { Answer, Captured } from "../../wire";
import { act } from "../doing";
import { liveStep } from "../room";

export const KINDS = ["decision", "measure", "note", "topic"] as const;
export type Kind = (typeof KINDS)[number];

interface Draft {
  kind: Kind;
  text: string;
}

const NAME = "capture";
/** The field; there is one on the page. */
export const FIELD = "capture-text";

const store = openStore(boot.workshop ?? 0, "cockpit");
const kept = store.read<Draft>(NAME);

export const kind = signal<Kind>(kept?.kind ?? "note");
export const text = signal(kept?.text ?? "");
/** What was written down last, for a moment or until something new is typed. */
export const savedAs = signal<Kind | null>(null);

/** Milliseconds that the field says so. */
const SAID = 8_000;
let fading: ReturnType<typeof setTimeout> | undefined;
let cameFrom: HTMLElement | null = null;

/** One key away at any time: to the line, with this kind chosen. */
export function goToLine(which: Kind): void {
  cameFrom = document.activeElement as HTMLElement | null;
  choose(which);
  document.getElementById(FIELD)?.focus();
}

/** Back to where the focus was; what is typed stays. */
export function leaveLine(): void {
  document.getElementById(FIELD)?.blur();
  if (cameFrom?.isConnected) cameFrom.focus();
  cameFrom = null;
}

export function choose(which: Kind): void {
  kind.value = which;
  keep();
}

export function type(words: string): void {
  text.value = words;
  savedAs.value = null;
  keep();
}

/** Writes it down; the field is empty only when the server has said yes. */
export async function save(): Promise<void> {
  const [which, words] = [kind.value, text.value];
  if (!words.trim()) return;
  const answer = await writeDown(which, words.trim());
  if (!answer || "error" in answer) return;
  if (text.value === words) type("");
  savedAs.value = which;
  clearTimeout(fading);
  fading = setTimeout(() => (savedAs.value = null), SAID);
  announce(t("capture.saved", { kind: t(`capture.kind_${which}`) }));
}

function writeDown(which: Kind, words: string): Promise<Answer<any> | null> {
  const activity = liveStep.value?.activity ?? null;
  if (which === "measure") return act("capture", "add_measure", { activity, what: words });
  return act("capture", "capture", { kind: which satisfies Captured["kind"], text: words, activity });
}

function keep(): void {
  if (text.value.trim()) store.write(NAME, { kind: kind.value, text: text.value } satisfies Draft);
  else store.drop(NAME);
}
