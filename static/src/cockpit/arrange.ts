/** Rules about cards on the moderator's table: which are seen, in which order, where one goes. Pure. */
import type { Row, Theme } from "../wire";

/** "new": not looked at or without a theme; "open" and "answered": of questions; "late": came after closing; a number:
 * the cards of that theme. */
export type Filter = "new" | "all" | "open" | "answered" | "late" | "put_aside" | number;

export const isQuestion = ({ kind }: Row): boolean => kind === "question";
/** Can be taken up in the register of measures. */
export const isProposal = ({ kind }: Row): boolean => kind === "measure";

/** Room between two places, so that a card can go between without moving the others. */
const GAP = 16;

export const textOf = ({ value }: Row): string => (typeof value === "string" ? value : value?.text ?? "");

/** The cards of a filter; what comes in goes to the end, so that nothing moves under a finger. */
export function cardsOf(rows: readonly Row[], filter: Filter, hasThemes: boolean): Row[] {
  const tops = rows.filter((row) => isTop(row, rows));
  return tops.filter((row) => belongs(row, filter, hasThemes)).sort(orderOf(filter));
}

/** A card under one that was put aside stands for itself again. */
const isTop = ({ merged_into }: Row, rows: readonly Row[]): boolean =>
  merged_into === null || !rows.some(({ id, state }) => id === merged_into && state === "shown");

function belongs(row: Row, filter: Filter, hasThemes: boolean): boolean {
  if (filter === "put_aside") return row.state === "hidden" || row.state === "discarded";
  if (filter === "open") return row.state === "waiting" || (row.state === "shown" && row.answered_at === null);
  if (filter === "answered") return row.state === "shown" && row.answered_at !== null;
  if (filter === "late") return row.late && (row.state === "shown" || row.state === "waiting");
  if (filter === "all") return row.state === "shown" || row.state === "waiting";
  if (filter === "new") return row.state === "waiting" || (hasThemes && row.state === "shown" && row.theme === null);
  return row.state === "shown" && row.theme === filter;
}

/** The table at which a card was written, 0 for none. */
export const tableOfCard = ({ value }: Row): number => value?.table ?? 0;

/** The tables there are: those that are asked and those that cards came from. */
export const tablesOf = (rows: readonly Row[], asked: number): number[] =>
  Array.from({ length: Math.max(asked, 0, ...rows.map(tableOfCard)) }, (_, i) => i + 1);

/** How many cards of a table count or may still count. */
export const countAt = (rows: readonly Row[], table: number): number =>
  rows.filter((row) => tableOfCard(row) === table && (row.state === "shown" || row.state === "waiting")).length;

/** The cards that were put under another one. */
export const mergedInto = (rows: readonly Row[], id: number): Row[] => rows.filter((row) => row.merged_into === id);

/** How many cards count; merged ones do, too: whoever wrote one has said it. */
export const countIn = (rows: readonly Row[], theme: number | null): number =>
  rows.filter((row) => row.state === "shown" && topOf(row, rows).theme === theme).length;

/** What was merged counts where the card lies that it is under. */
const topOf = (row: Row, rows: readonly Row[]): Row =>
  (isTop(row, rows) ? undefined : rows.find(({ id }) => id === row.merged_into)) ?? row;

/** A place behind all others of a theme. */
export const lastPlace = (rows: readonly Row[], theme: number | null): number =>
  Math.min(10_000, Math.max(0, ...rows.filter((row) => row.theme === theme).map(({ place }) => place)) + GAP);

export interface Placing {
  card: number;
  place: number;
}

/** What to say to the server so that `moved` stands at `to` in `cards`: one placing if there is room, else more. */
export function placings(cards: readonly Row[], moved: Row, to: number): Placing[] {
  const others = cards.filter(({ id }) => id !== moved.id);
  const before = others[to - 1]?.place ?? 0;
  const after = others[to]?.place ?? before + 2 * GAP;
  if (after - before > 1) return [{ card: moved.id, place: Math.floor((before + after) / 2) }];
  const order = [...others.slice(0, to), moved, ...others.slice(to)];
  return order.map(({ id }, i) => ({ card: id, place: (i + 1) * GAP }));
}

/** The theme of key 1–9; key 0 takes a card out of its theme. */
export function themeOfKey(key: string, themes: readonly Theme[]): number | null | undefined {
  if (key === "0") return null;
  return /^[1-9]$/.test(key) ? themes[Number(key) - 1]?.id : undefined;
}

function orderOf(filter: Filter): (a: Row, b: Row) => number {
  if (filter === "open") return byLikes;
  return typeof filter === "number" ? byPlace : byTime;
}

const byLikes = (a: Row, b: Row): number => b.likes - a.likes || byTime(a, b);
const byPlace = (a: Row, b: Row): number => a.place - b.place || a.id - b.id;
const byTime = (a: Row, b: Row): number => a.at - b.at || a.id - b.id;
