/** The keys of the page: one table that both presses and explains them. Never while typing or in a dialog. */
import { signal } from "@preact/signals";
import { t } from "../i18n";
import { cockpit } from "../live";
import type { Action } from "../wire";
import { goToLine } from "./beside/line";
import { callNext } from "./beside/speaking";
import { act } from "./doing";
import { perform } from "./final/final";
import { openDialog } from "./opened";
import { inRow } from "./presses";
import { liveStep, lookAt, lookBeside, previewed } from "./room";
import { focusFirstCard } from "./roving";

interface Key {
  /** Values of event.key, letters in lower case. */
  keys: string[];
  /** How it is printed. */
  shown: string;
  words: string;
  /** Only what commands returns something: it is decided on the picture, so it waits for the one of the command before. */
  press: () => unknown;
  commands?: true;
}

export const KEYS: Key[] = [
  { keys: ["ArrowLeft", "ArrowUp"], shown: "← ↑", words: "cockpit.key_before", press: () => lookBeside(-1) },
  { keys: ["ArrowRight", "ArrowDown"], shown: "→ ↓", words: "cockpit.key_after", press: () => lookBeside(1) },
  { keys: ["Enter"], shown: "cockpit.enter_key", words: "cockpit.key_live", press: goLive, commands: true },
  { keys: ["Escape"], shown: "Esc", words: "cockpit.key_back", press: () => lookAt(null) },
  { keys: [" "], shown: "cockpit.space", words: "cockpit.key_open", press: () => doFirst(["open", "close"]), commands: true },
  { keys: ["r"], shown: "R", words: "cockpit.key_reveal", press: () => doFirst(["reveal", "hide"]), commands: true },
  { keys: ["b"], shown: "B", words: "cockpit.key_black", press: () => flip("black"), commands: true },
  { keys: ["q"], shown: "Q", words: "cockpit.key_join", press: () => flip("show_join"), commands: true },
  { keys: ["t"], shown: "T", words: "cockpit.minute_more", press: moreTime, commands: true },
  { keys: ["u"], shown: "U", words: "cockpit.key_undo", press: undoLast, commands: true },
  { keys: ["d"], shown: "D", words: "capture.key_decision", press: () => goToLine("decision") },
  { keys: ["m"], shown: "M", words: "capture.key_measure", press: () => goToLine("measure") },
  { keys: ["n"], shown: "N", words: "capture.key_note", press: () => goToLine("note") },
  { keys: ["w"], shown: "W", words: "speakers.key_next", press: callNext, commands: true },
  { keys: ["k"], shown: "K", words: "cockpit.key_cards", press: focusFirstCard },
  { keys: ["?"], shown: "?", words: "cockpit.key_help", press: () => openDialog({ name: "help" }) },
];

/** Keys of a card that has the focus, for the list. */
export const CARD_KEYS: [string, string][] = [
  ["↑ ↓", "cockpit.key_card"], ["1–9", "cockpit.key_sort"], ["0", "cockpit.key_unsort"],
  ["A", "cockpit.key_answered"], ["A", "register.key_adopt"],
  ["F", "cockpit.approve"], ["M", "cockpit.key_merge"], ["P", "capture.park_named"], ["H", "cockpit.hide_card"],
];

const OFF = "cockpit-keys-off";

/** Single letters can disturb who speaks to the computer: they can be switched off on this device. */
export const areOn = signal(readOn());

export function switchKeys(): void {
  areOn.value = !areOn.value;
  try {
    localStorage.setItem(OFF, areOn.value ? "" : "1");
  } catch {
    // Where nothing can be stored it holds until the page is closed.
  }
}

export function hearKeys(): void {
  addEventListener("keydown", (event) => {
    if (!areOn.value || event.defaultPrevented || event.repeat || isElsewhere(event)) return;
    const key = KEYS.find(({ keys }) => keys.includes(event.key.length === 1 ? event.key.toLowerCase() : event.key));
    if (!key || isForControl(event)) return;
    event.preventDefault();
    if (key.commands) void command(key);
    else key.press();
  });
}

/** Keys that were pressed and whose picture is not here yet. */
const pressed = new Set<Key>();

/** The same key again, before one could see what it did, is a slip of the finger and does nothing. */
async function command(key: Key): Promise<void> {
  if (pressed.has(key)) return;
  pressed.add(key);
  await inRow(key.press).finally(() => pressed.delete(key));
}

export const shownKey = (shown: string): string => (shown.includes(".") ? t(shown) : shown);

function isElsewhere(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  const isTyping = target.closest?.("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])");
  return event.ctrlKey || event.metaKey || event.altKey || Boolean(isTyping) || document.querySelector("dialog[open]") !== null;
}

/** Enter and Space belong to a button that has the focus, arrows to a radio; only on the agenda's looked-at step Enter goes live. */
function isForControl({ key, target }: KeyboardEvent): boolean {
  if (key.startsWith("Arrow")) return (target as HTMLElement).matches?.("input[type=radio]");
  if (key !== "Enter" && key !== " ") return false;
  const control = (target as HTMLElement).closest?.<HTMLElement>("button, a, input, summary");
  if (!control) return false;
  return key === " " || Number(control.dataset.agenda) !== previewed.value?.activity;
}

function goLive(): unknown {
  const step = previewed.value;
  return step?.exists && cockpit.value?.workshop.state === "open" && act("aside", "go_live", { activity: step.activity });
}

/** The first of these actions that is legal now. */
function doFirst(wanted: Action[]): unknown {
  const step = liveStep.value;
  const action = wanted.find((one) => step?.actions.includes(one));
  return step && action && perform(step, action);
}

function flip(flag: "black" | "show_join"): unknown {
  const picture = cockpit.value;
  return picture && act("aside", flag, { on: !picture[flag] });
}

function moreTime(): unknown {
  const step = liveStep.value;
  return step?.state === "open" && act("footer", "extend", { activity: step.activity, minutes: 1 });
}

function undoLast(): unknown {
  const [last] = cockpit.value?.undo ?? [];
  return last && act("footer", "undo", { entry: last.entry });
}

function readOn(): boolean {
  try {
    return !localStorage.getItem(OFF);
  } catch {
    return true;
  }
}
