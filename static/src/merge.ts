/** Rules for putting deltas of results together. Pure. */
import type { Results, Row } from "./wire";

export interface Merged {
  results: Results;
  /** Something between was missed: ask for everything. */
  hasGap: boolean;
}

/** The results after `news`; a complete picture replaces, a delta is laid over rows that reach far enough. */
export function merge(known: Results | undefined, news: Results): Merged {
  if (news.rows === null || news.since === null) return { results: news, hasGap: false };
  if (!known?.rows || known.version < news.since) return { results: known ?? { ...news, rows: [] }, hasGap: true };
  if (news.version < known.version) return { results: known, hasGap: false };
  return { results: { ...news, rows: laid(known.rows, news), gone: [], since: null }, hasGap: false };
}

function laid(rows: readonly Row[], { rows: changed, gone }: Results): Row[] {
  const lost = new Set(gone);
  const news = new Map((changed ?? []).map((row) => [row.id, row]));
  const kept = rows.filter((row) => !lost.has(row.id)).map((row) => take(news, row.id) ?? row);
  return [...kept, ...[...news.values()].filter((row) => !lost.has(row.id))];
}

function take(news: Map<number, Row>, id: number): Row | undefined {
  const row = news.get(id);
  news.delete(id);
  return row;
}
