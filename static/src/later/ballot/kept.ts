/**
 * What a tab keeps of a secret ballot: its keys until the server has answered, then only the code of the receipt.
 * Never the choice. sessionStorage goes with the tab; where the browser refuses it, memory stands in.
 */
import { boot } from "../../i18n";
import { me } from "../../live";

export interface Kept {
  /** Newest last. An earlier one may be that of the ballot that counts: its answer got lost, then the page was loaded anew. */
  keys: string[];
  code: string;
}

const NOTHING: Kept = { keys: [], code: "" };
const spare = new Map<string, string>();

export function read(round: number): Kept {
  try {
    return { ...NOTHING, ...JSON.parse(sessionStorage.getItem(nameOf(round)) ?? "{}") };
  } catch {
    return { ...NOTHING, ...JSON.parse(spare.get(nameOf(round)) ?? "{}") };
  }
}

export const keepKey = (round: number, key: string): void => write(round, { keys: [...read(round).keys, key], code: "" });

export const dropKey = (round: number, key: string): void => write(round, { keys: read(round).keys.filter((one) => one !== key), code: "" });

export const keepCode = (round: number, code: string): void => write(round, { keys: [], code });

function write(round: number, kept: Kept): void {
  const text = JSON.stringify(kept.code ? { code: kept.code } : { keys: kept.keys });
  try {
    sessionStorage.setItem(nameOf(round), text);
  } catch {
    spare.set(nameOf(round), text);
  }
}

/** By person, because a phone can change its seat. */
const nameOf = (round: number): string => `ballot/${boot.workshop}/${me.peek()?.participant ?? 0}/${round}`;
