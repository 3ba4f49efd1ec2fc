/** Rules for laying several results out on the wall: two columns, one after the other, so that neither is much longer. Pure. */

/** About how many lines a result takes on the wall, its heading among them; `most` texts are shown of those. */
export function linesOf(own: { whole: any; rows: unknown[] | null } | undefined, most: number): number {
  if (!own) return 0;
  if (own.rows) return 1.5 + 2 * Math.min(own.rows.length, Math.max(0, most));
  const entries: unknown[] = own.whole?.statements ?? own.whole?.options ?? own.whole?.words ?? [];
  return 2 + 2 * entries.length;
}

/** The place of the part with which the second column begins; one part alone has the whole width. */
export function secondColumn(lines: readonly number[]): number {
  const sum = (some: readonly number[]) => some.reduce((all, one) => all + one, 0);
  const longer = (at: number) => Math.max(sum(lines.slice(0, at)), sum(lines.slice(at)));
  let best = lines.length;
  for (let at = lines.length - 1; at > 0; at--) if (longer(at) <= longer(best)) best = at;
  return best;
}
