/** Rules for laying cards out: by theme, or by question while there are no themes. Pure. */
import type { Row, Theme } from "../../wire";

export interface Group {
  key: string;
  /** "" for the cards without a theme. */
  title: string;
  kind: "theme" | "question" | "rest";
  cards: { row: Row; merged: Row[] }[];
}

interface Question {
  id: string;
  label: string;
}

/** The themes first, as the room agreed on them; then the cards without one. */
export function groupsOf(rows: readonly Row[], themes: readonly Theme[], questions: readonly Question[]): Group[] {
  const tops = rows.filter((row) => topOf(row, rows) === row).sort((a, b) => a.place - b.place || a.id - b.id);
  const pick = (isIn: (row: Row) => boolean) => tops.filter(isIn).map((row) => ({ row, merged: mergedInto(row, rows) }));
  if (themes.length === 0 && questions.length > 0) {
    return questions.map(({ id, label }) => ({ key: id, title: label, kind: "question", cards: pick((row) => row.value.question === id) }));
  }
  const isKnown = new Set(themes.map(({ id }) => id));
  const rest: Group = { key: "rest", title: "", kind: "rest", cards: pick((row) => row.theme === null || !isKnown.has(row.theme)) };
  const sorted = themes.map(({ id, title }): Group => ({ key: `theme-${id}`, title, kind: "theme", cards: pick((row) => row.theme === id) }));
  return rest.cards.length ? [...sorted, rest] : sorted;
}

/** How many cards each group shows when only `most` fit: fairly in turns, so that none is empty. */
export function sharesOf(sizes: readonly number[], most: number): number[] {
  const shares = sizes.map(() => 0);
  let left = Math.min(most, sizes.reduce((sum, size) => sum + size, 0));
  for (let i = 0; left > 0; i = (i + 1) % sizes.length) {
    if (shares[i] === sizes[i]) continue;
    shares[i] += 1;
    left -= 1;
  }
  return shares;
}

/** Cards of a group count with those merged into them: whoever wrote one has said it, too. */
export const voicesOf = (group: Group): number => group.cards.reduce((sum, card) => sum + 1 + card.merged.length, 0);

function mergedInto(top: Row, rows: readonly Row[]): Row[] {
  return rows.filter((row) => row !== top && topOf(row, rows) === top);
}

/** The card this one was merged into, however often; itself if that one is not on show. */
function topOf(row: Row, rows: readonly Row[]): Row {
  const passed = new Set<Row>();
  let top = row;
  while (top.merged_into !== null && !passed.has(top)) {
    passed.add(top);
    top = rows.find(({ id }) => id === top.merged_into) ?? top;
    if (passed.has(top)) break;
  }
  return top;
}
