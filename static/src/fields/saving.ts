/**
 * Saves as one goes: holds the fields being edited, sends them some time after the last change and on
 * leaving the field, keeps what is not saved on this device. The rules are in edits.ts; what a
 * field is, and which command saves it, says whoever makes a `Saving`.
 */
import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { cockpit, connection } from "../live";
import type { Store } from "../store";
import type { Answer } from "../wire";
import { begin, departed, isDue, isOver, isUnsaved, keepMine, settled, takeTheirs, typed, type Edit } from "./edits";

/** Pause before something refused for a passing reason is tried again. */
const AGAIN = 3_000;

interface Ways<Place> {
  store: Store;
  /** Milliseconds after the last change before it is sent. */
  pause: number;
  nameOf: (place: Place) => string;
  placeOf: (name: string) => Place;
  sendOut: (place: Place, value: unknown, former: unknown) => Promise<Answer<{ value?: unknown }>>;
}

export interface Saving<Place> {
  /** The field being edited, or null where the stored value is shown. */
  editOf: (place: Place) => Edit | null;
  /** Everything that is not saved. */
  unsaved: ReadonlySignal<{ place: Place; edit: Edit }[]>;
  /** Starts saving; call once the line is being opened. */
  start: () => void;
  enter: (place: Place, stored: unknown) => void;
  change: (place: Place, stored: unknown, value: unknown) => void;
  leave: (place: Place) => void;
  choose: (place: Place, whose: "mine" | "theirs") => void;
  /** Gives up a text that has no place any more. */
  discard: (place: Place) => void;
}

export function savingFor<Place>({ store, pause, nameOf, placeOf, sendOut }: Ways<Place>): Saving<Place> {
  const edits = signal<ReadonlyMap<string, Edit>>(restored(store));
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let focused = "";

  const unsaved = computed(() =>
    [...edits.value].filter(([, edit]) => isUnsaved(edit)).map(([name, edit]) => ({ place: placeOf(name), edit })),
  );

  function put(name: string, edit: Edit | null): void {
    const next = new Map(edits.peek());
    if (edit) next.set(name, edit);
    else next.delete(name);
    if (edit && isUnsaved(edit)) store.write(name, edit);
    else store.drop(name);
    edits.value = next;
  }

  async function sendNow(name: string): Promise<void> {
    clearTimeout(timers.get(name));
    const edit = edits.peek().get(name);
    if (!edit || !isDue(edit)) return;
    const out = departed(edit);
    put(name, out);
    settle(name, await sendOut(placeOf(name), out.sent, out.former));
  }

  function settle(name: string, answer: Answer<{ value?: unknown }>): void {
    const edit = edits.peek().get(name);
    if (!edit) return;
    const after = settled(edit, answer, cockpit.peek()?.version ?? 0);
    put(name, after);
    if (after.phase === "typing") void sendNow(name);
    if (after.phase === "waiting" && isPassing(after)) later(name, AGAIN);
  }

  function later(name: string, wait: number): void {
    clearTimeout(timers.get(name));
    timers.set(name, setTimeout(() => void sendNow(name), wait));
  }

  const sendAll = (): void => [...edits.peek().keys()].forEach((name) => void sendNow(name));

  /** Fields that are saved and left show what is stored again. */
  function dropFinished(): void {
    const version = cockpit.peek()?.version ?? 0;
    const over = [...edits.peek()].filter(([name, edit]) => name !== focused && isOver(edit, version));
    for (const [name] of over) put(name, null);
  }

  function hearPicture(): void {
    const back = [...edits.peek()].filter(([, edit]) => edit.phase === "waiting" && edit.error?.code === "not_found");
    for (const [name] of back) void sendNow(name);
    dropFinished();
  }

  return {
    unsaved,
    editOf: (place) => edits.value.get(nameOf(place)) ?? null,
    start() {
      effect(() => void (connection.value === "connected" && sendAll()));
      effect(() => void (cockpit.value && hearPicture()));
      document.addEventListener("visibilitychange", () => document.hidden && sendAll());
      // What waits is kept on this device, but whoever leaves now should know that nobody else has it.
      addEventListener("beforeunload", (event) => unsaved.peek().length > 0 && event.preventDefault());
    },
    enter(place, stored) {
      focused = nameOf(place);
      if (!edits.peek().has(focused)) put(focused, begin(stored));
    },
    change(place, stored, value) {
      const name = nameOf(place);
      put(name, typed(edits.peek().get(name) ?? begin(stored), value));
      later(name, pause);
    },
    leave(place) {
      focused = "";
      void sendNow(nameOf(place));
      dropFinished();
    },
    choose(place, whose) {
      const name = nameOf(place);
      const edit = edits.peek().get(name);
      if (!edit) return;
      put(name, whose === "mine" ? keepMine(edit) : takeTheirs(edit));
      void sendNow(name);
      dropFinished();
    },
    discard: (place) => put(nameOf(place), null),
  };
}

/** Without a line the next connection sends it, without its place the picture that brings the place back. */
const isPassing = ({ error }: Edit): boolean => connection.peek() === "connected" && error?.code !== "not_found";

function restored(store: Store): Map<string, Edit> {
  const found = store.names("").map((name) => [name, store.read<Edit>(name)] as const);
  const whole = found.filter((pair): pair is [string, Edit] => pair[1] !== null);
  // Nobody waits for the answer of a page that is gone: what was on its way goes out again.
  return new Map(whole.map(([name, edit]) => [name, edit.phase === "sending" ? { ...edit, phase: "waiting" } : edit]));
}
