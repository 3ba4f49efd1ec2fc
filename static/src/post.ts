/**
 * Brings a participant's answers to the server: keeps each on the device until it is answered and
 * sends it again under the same key after a drop. The rules are in outbox.ts, drafts in drafts.ts.
 */
import { computed, effect, signal } from "@preact/signals";
import { openDrafts } from "./drafts";
import { boot } from "./i18n";
import { newKey } from "./key";
import { connection, emit, isUp, me } from "./live";
import { adopt, due, isSame, markSent, nextN, overlay, put, reconnected, settle, statusOf, type Outbox, type Place, type Sending } from "./outbox";
import { openStore, type Store } from "./store";
import type { Mine, SendStatus } from "./wire";

/** Pause before the same sending is tried again after a passing error. */
const AGAIN = 3_000;

const box = signal<Outbox>([]);
const given = signal<readonly Mine[]>([]);
/** Keys this tab has sent; the other tab's are only shown here. */
const ours = new Set<string>();
let store: Store | null = null;

/** What this voice gave, with what is on its way laid over. */
export const mine = computed(() => overlay(given.value, box.value));
/** What was refused; its text stays on the device until the person decides. */
export const refusals = computed(() => box.value.filter((one) => one.error !== null));

/** Starts once `me` is known; every new `me` (another tab, another device) is what stands. */
export function startPost(): void {
  effect(() => {
    const who = me.value;
    if (!who) return;
    if (!store) openFor(who.participant);
    // One by one: a picture made a moment before an answer was saved must not hide that answer.
    given.value = who.given.reduce<readonly Mine[]>(adopt, given.peek());
    dispatch();
  });
}

/** Keeps the answer and sends it as soon as there is a line. */
export const give = (place: Place, value: unknown, late?: true): void => post("give", place, value, late);

/** Takes an answer back: what the server cannot know yet is just dropped. */
export function takeBack(place: Place): void {
  const here = box.peek().filter((one) => isSame(one, place));
  const isKnown = given.peek().some((one) => isSame(one, place)) || here.some((one) => one.tried);
  if (isKnown) post("take_back", place, null);
  else keep(box.peek().filter((one) => !here.includes(one)));
}

/** How far one answer is. */
export const status = (place: Place): SendStatus =>
  statusOf(place, given.value, box.value, connection.value === "connected");

/** Forgets a refused sending, e.g. because its text was taken back into the field. */
export function forget(key: string): void {
  keep(box.peek().filter((one) => one.key !== key));
}

/** Everything unanswered is due again: called at each connect. */
export function resend(): void {
  keep(reconnected(box.peek()));
  dispatch();
}

function post(command: Sending["command"], { round, activity, kind, item }: Place, value: unknown, late?: true): void {
  const n = nextN({ round, activity, kind, item }, given.peek(), box.peek());
  const fresh = { key: newKey(), sent: false, tried: false, error: null };
  keep(put(box.peek(), { round, activity, kind, item, command, value, n, late, ...fresh }));
  dispatch();
}

function dispatch(): void {
  if (!isUp() || !me.peek()) return;
  for (const sending of due(box.peek())) void deliver(sending);
}

async function deliver({ command, round, kind, item, key, n, value, late }: Sending): Promise<void> {
  ours.add(key);
  keep(markSent(box.peek(), key));
  const payload = command === "give" ? { round, kind, item, key, n, value, late } : { round, kind, item, key, n };
  const answer = await emit(command, payload);
  // Only now look into the box: what was given while this one was on the line must stay in it.
  const settled = settle(box.peek(), key, answer);
  if (settled.stands) given.value = adopt(given.peek(), settled.stands);
  keep(settled.box);
  if (settled.again) setTimeout(dispatch, AGAIN);
  else dispatch();
}

function openFor(participant: number): void {
  store = openStore(boot.workshop ?? "", participant);
  box.value = reconnected(stored(store));
  openDrafts(store);
  store.watch(() => (box.value = withOtherTab(box.peek(), stored(store!))));
}

const stored = (device: Store): Sending[] => {
  const found = device.names("out/").map((name) => device.read<Sending>(name));
  return found.filter((one) => one !== null).sort((a, b) => a.n - b.n);
};

/** The other tab's answers are this person's too: shown here, and sent from here after a reconnect. */
function withOtherTab(here: Outbox, there: readonly Sending[]): Outbox {
  const kept = here.filter((one) => ours.has(one.key) || there.some((other) => other.key === one.key));
  const added = there.filter((one) => !here.some((other) => other.key === one.key));
  return [...kept, ...added.map((one) => ({ ...one, sent: true }))];
}

/** Writes only what differs, one entry a sending, so that two tabs never overwrite each other. */
function keep(next: Outbox): void {
  const before = box.peek();
  for (const one of before) if (!next.some((other) => other.key === one.key)) store?.drop(`out/${one.key}`);
  for (const one of next) if (!before.includes(one)) store?.write(`out/${one.key}`, one);
  box.value = next;
}
