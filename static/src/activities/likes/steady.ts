/** Rules for a list that somebody looks at: nothing in it moves under a finger. Pure. */
import type { Row } from "../../wire";

/** The order of before, without what is gone; what is new goes to the end, in its own order. */
export function steady(before: readonly number[], now: readonly number[]): number[] {
  const isHere = new Set(now);
  const kept = before.filter((id) => isHere.has(id));
  const known = new Set(kept);
  return [...kept, ...now.filter((id) => !known.has(id))];
}

/** The most likes first; of equals the one that came first. */
export const byLikes = (a: Row, b: Row): number => b.likes - a.likes || a.id - b.id;

export interface Group {
  top: Row;
  merged: Row[];
}

/** Each text at the top with those under it. What lies under one that is not on show stands for itself. */
export function tops(rows: readonly Row[]): Group[] {
  const ids = new Set(rows.map(({ id }) => id));
  const isTop = ({ merged_into }: Row) => merged_into === null || !ids.has(merged_into);
  return rows.filter(isTop).map((top) => ({ top, merged: rows.filter(({ merged_into }) => merged_into === top.id) }));
}
