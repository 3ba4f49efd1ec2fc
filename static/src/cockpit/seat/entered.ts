/**
 * What was entered for seats from this page. It is kept here alone: no picture tells a cockpit what a seat gave
 * while a vote is open, also not what was entered for it.
 */
import { signal } from "@preact/signals";
import type { Live, Mine } from "../../wire";

const entered = signal<ReadonlyMap<string, Mine[]>>(new Map());
const nameOf = (round: number, seat: number): string => `${round}/${seat}`;

export const enteredBy = (round: number, seat: number): Mine[] => entered.value.get(nameOf(round, seat)) ?? [];

export function keep({ round, activity }: Live, seat: number, kind: string, item: string, value: unknown): void {
  const made: Mine = { round, activity, kind, item, value, n: 1, key: "", state: "shown", saved_at: Date.now(), entered: true };
  set(round, seat, [...without(round, seat, kind, item), made]);
}

export function forget(round: number, seat: number, kind: string, item: string): void {
  set(round, seat, without(round, seat, kind, item));
}

const without = (round: number, seat: number, kind: string, item: string): Mine[] =>
  enteredBy(round, seat).filter((one) => one.kind !== kind || one.item !== item);

function set(round: number, seat: number, mine: Mine[]): void {
  entered.value = new Map(entered.peek()).set(nameOf(round, seat), mine);
}
