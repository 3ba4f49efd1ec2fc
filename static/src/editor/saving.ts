/**
 * Saves as one goes: holds the fields being edited, sends them 600 ms after the last change and on
 * leaving the field, keeps what is not saved on this device. The rules are in edits.ts.
 */
import { computed, effect, signal } from "@preact/signals";
import { boot } from "../i18n";
import { cockpit, connection, send } from "../live";
import { openStore } from "../store";
import type { Answer } from "../wire";
import { begin, departed, isDue, isOver, isUnsaved, keepMine, settled, takeTheirs, typed, type Edit } from "./edits";

/** Pause after the last change before it is sent. */
const PAUSE = 600;
/** Pause before something refused for a passing reason is tried again. */
const AGAIN = 3_000;

/** A field: of the workshop (activity null) or of a step. */
export interface Place {
  activity: number | null;
  field: string;
}

const store = openStore(boot.workshop ?? "", "editor");
const edits = signal<ReadonlyMap<string, Edit>>(restored());
const timers = new Map<string, ReturnType<typeof setTimeout>>();
let focused = "";

/** The field being edited, or null where the stored value is shown. */
export const editOf = (place: Place): Edit | null => edits.value.get(nameOf(place)) ?? null;

/** Everything that is not saved. */
export const unsaved = computed(() =>
  [...edits.value].filter(([, edit]) => isUnsaved(edit)).map(([name, edit]) => ({ place: placeOf(name), edit })),
);

/** Starts saving; call once the line is being opened. */
export function startSaving(): void {
  effect(() => void (connection.value === "connected" && sendAll()));
  effect(() => void (cockpit.value && hearPicture()));
  document.addEventListener("visibilitychange", () => document.hidden && sendAll());
  // What waits is kept on this device, but whoever leaves now should know that nobody else has it.
  addEventListener("beforeunload", (event) => unsaved.peek().length > 0 && event.preventDefault());
}

export function enter(place: Place, stored: unknown): void {
  focused = nameOf(place);
  if (!edits.peek().has(focused)) put(focused, begin(stored));
}

export function change(place: Place, stored: unknown, value: unknown): void {
  const name = nameOf(place);
  put(name, typed(edits.peek().get(name) ?? begin(stored), value));
  later(name, PAUSE);
}

export function leave(place: Place): void {
  focused = "";
  void sendNow(nameOf(place));
  dropFinished();
}

export function choose(place: Place, whose: "mine" | "theirs"): void {
  const name = nameOf(place);
  const edit = edits.peek().get(name);
  if (!edit) return;
  put(name, whose === "mine" ? keepMine(edit) : takeTheirs(edit));
  void sendNow(name);
  dropFinished();
}

/** Gives up a text that has no place any more. */
export const discard = (place: Place): void => put(nameOf(place), null);

const sendAll = (): void => [...edits.peek().keys()].forEach((name) => void sendNow(name));

async function sendNow(name: string): Promise<void> {
  clearTimeout(timers.get(name));
  const edit = edits.peek().get(name);
  if (!edit || !isDue(edit)) return;
  const out = departed(edit);
  put(name, out);
  settle(name, await sendOut(placeOf(name), out));
}

function settle(name: string, answer: Answer<{ value?: unknown }>): void {
  const edit = edits.peek().get(name);
  if (!edit) return;
  const after = settled(edit, answer, cockpit.peek()?.version ?? 0);
  put(name, after);
  if (after.phase === "typing") void sendNow(name);
  if (after.phase === "waiting" && isPassing(after)) later(name, AGAIN);
}

function sendOut({ activity, field }: Place, { sent: value, former }: Edit): Promise<Answer<{ value?: unknown }>> {
  if (activity === null) return send("edit_workshop", { field, value, former });
  return send("edit_step", { activity, field, value, former });
}

function later(name: string, pause: number): void {
  clearTimeout(timers.get(name));
  timers.set(name, setTimeout(() => void sendNow(name), pause));
}

/** Without a line the next connection sends it, without its step the picture that brings the step back. */
const isPassing = ({ error }: Edit): boolean => connection.peek() === "connected" && error?.code !== "not_found";

function hearPicture(): void {
  const back = [...edits.peek()].filter(([, edit]) => edit.phase === "waiting" && edit.error?.code === "not_found");
  for (const [name] of back) void sendNow(name);
  dropFinished();
}

/** Fields that are saved and left show what is stored again. */
function dropFinished(): void {
  const version = cockpit.peek()?.version ?? 0;
  const over = [...edits.peek()].filter(([name, edit]) => name !== focused && isOver(edit, version));
  for (const [name] of over) put(name, null);
}

function put(name: string, edit: Edit | null): void {
  const next = new Map(edits.peek());
  if (edit) next.set(name, edit);
  else next.delete(name);
  if (edit && isUnsaved(edit)) store.write(name, edit);
  else store.drop(name);
  edits.value = next;
}

function restored(): Map<string, Edit> {
  const found = store.names("").map((name) => [name, store.read<Edit>(name)] as const);
  const whole = found.filter((pair): pair is [string, Edit] => pair[1] !== null);
  // Nobody waits for the answer of a page that is gone: what was on its way goes out again.
  return new Map(whole.map(([name, edit]) => [name, edit.phase === "sending" ? { ...edit, phase: "waiting" } : edit]));
}

const nameOf = ({ activity, field }: Place): string => `${activity ?? "workshop"}/${field}`;

function placeOf(name: string): Place {
  const [activity, field] = name.split("/");
  return { activity: activity === "workshop" ? null : Number(activity), field };
}
