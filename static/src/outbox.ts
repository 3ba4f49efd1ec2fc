/**
 * Rules for what is on its way: every answer keeps its key until the server has answered, one at a
 * time per answer, the newest wins. Pure: it knows no socket, no storage and no clock.
 */
import { passes } from "./passing";
import type { Answer, Failure, Mine, SendStatus } from "./wire";

/** Which answer is meant: unique per voice. */
export interface Place {
  round: number;
  activity: number;
  kind: string;
  item: string;
}

export interface Sending extends Place {
  command: "give" | "take_back";
  value: unknown;
  /** Handed in after closing, on the person's own word. */
  late?: boolean;
  key: string;
  n: number;
  /** Told to the server on this connection and not answered yet. */
  sent: boolean;
  /** Was told to the server at least once, so it may be there: never change what stands under its key. */
  tried: boolean;
  error: Failure | null;
}

export type Outbox = readonly Sending[];

/** Sendings on the line at the same time: a phone that comes back with thirty cards must not run into the limit. */
const AT_ONCE = 4;

export const isSame = (a: Place, b: Place): boolean =>
  a.round === b.round && a.kind === b.kind && a.item === b.item;

/** One above the highest n known for this answer. */
export function nextN(place: Place, given: readonly Mine[], box: Outbox): number {
  const known = [...given, ...box].filter((one) => isSame(one, place)).map((one) => one.n);
  return Math.max(0, ...known) + 1;
}

/** Adds a sending; an older one of the same answer that was never tried is replaced. */
export function put(box: Outbox, sending: Sending): Outbox {
  return [...box.filter((one) => !isSame(one, sending) || (one.tried && !one.error)), sending];
}

/** What may be sent now: for each answer the oldest, if nothing of it is unanswered. */
export function due(box: Outbox): Sending[] {
  const open = box.filter((one) => !one.error);
  const free = Math.max(0, AT_ONCE - open.filter((one) => one.sent).length);
  return open.filter((one, i) => !one.sent && open.findIndex((other) => isSame(one, other)) === i).slice(0, free);
}

export function markSent(box: Outbox, key: string): Outbox {
  return box.map((one) => (one.key === key ? { ...one, sent: true, tried: true } : one));
}

/** After a lost connection everything unanswered is due again; an older value gives way to a newer one. */
export function reconnected(box: Outbox): Outbox {
  const newest = box.filter((one, i) => !box.slice(i + 1).some((later) => isSame(one, later)));
  return newest.map((one) => ({ ...one, sent: false }));
}

export interface Settled {
  box: Outbox;
  /** What now stands at the server for this answer. */
  stands: Mine | null;
  /** Try the same again after a pause. */
  again: boolean;
}

/** What becomes of the sending `key` when its answer is in. */
export function settle(box: Outbox, key: string, answer: Answer<{ n: number; saved_at: number; state: Mine["state"] }>): Settled {
  const sending = box.find((one) => one.key === key);
  if (!sending) return { box, stands: null, again: false };
  const rest = box.filter((one) => one.key !== key);
  if (!("error" in answer)) return { box: rest, stands: saved(sending, answer), again: false };
  if (answer.error.code === "superseded") {
    return { box: rest, stands: (answer.error.stands as Mine | undefined) ?? null, again: false };
  }
  const replace = (change: Partial<Sending>) => box.map((one) => (one.key === key ? { ...one, ...change } : one));
  // Under the same key; a table is chosen on the same phone.
  if (passes(answer.error) || answer.error.code === "no_table_yet") return { box: replace({ sent: false }), stands: null, again: true };
  return { box: replace({ sent: false, error: answer.error }), stands: null, again: false };
}

function saved(sending: Sending, answer: { n: number; saved_at: number; state: Mine["state"] }): Mine {
  const { round, activity, kind, item, value, key } = sending;
  const state = sending.command === "take_back" ? "withdrawn" : answer.state;
  return { round, activity, kind, item, value, key, n: answer.n, state, saved_at: answer.saved_at };
}

/** What this voice gave, with a newly known answer; an older one never replaces a newer. */
export function adopt(given: readonly Mine[], stands: Mine): Mine[] {
  const known = given.find((one) => isSame(one, stands));
  if (known && known.n > stands.n) return [...given];
  return [...given.filter((one) => !isSame(one, stands)), { ...stands, id: stands.id ?? known?.id }];
}

/** What the person gave as they see it: the server's facts with what is on its way laid over. What was
 * refused shows only where nothing stands; elsewhere the facts do. */
export function overlay(given: readonly Mine[], box: Outbox): Mine[] {
  return box.reduce<Mine[]>((mine, one) => {
    const known = mine.find((other) => isSame(other, one));
    if (known && (one.error || known.n >= one.n)) return mine;
    const { round, activity, kind, item, value, key, n } = one;
    const state = one.command === "take_back" ? "withdrawn" : "shown";
    const laid: Mine = { round, activity, kind, item, value, key, n, state, saved_at: known?.saved_at ?? 0 };
    return known ? mine.map((other) => (other === known ? { ...laid, id: known.id } : other)) : [...mine, laid];
  }, [...given]);
}

/** What stands between thumb and disk for one answer. */
export function statusOf(place: Place, given: readonly Mine[], box: Outbox, isConnected: boolean): SendStatus {
  const known = given.find((one) => isSame(one, place));
  const saved_at = known && known.state !== "withdrawn" ? known.saved_at : null;
  const sending = box.findLast((one) => isSame(one, place));
  if (!sending) return { phase: saved_at === null ? "none" : "saved", saved_at, error: null, pending: undefined };
  const phase = sending.error ? "failed" : isConnected ? "sending" : "waiting";
  return { phase, saved_at, error: sending.error, pending: sending.value };
}
