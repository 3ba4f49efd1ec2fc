/** Rules for amounts: what is left, what a typed number becomes. Pure. */
import type { Mine } from "../../wire";

export interface Ask {
  ask: string;
  way: "free" | "priced";
  sum: number;
  unit: string;
  /** The smallest amount. */
  step: number;
  options: Option[];
}

export interface Option {
  id: string;
  label: string;
  /** Where the way is "priced". */
  price?: number;
}

export type Amounts = { [option: string]: number };

export const standing = <T>(mine: Mine[], none: T): T => mine.find((one) => one.state !== "withdrawn")?.value ?? none;

export const isEmpty = (mine: Mine[]): boolean => Object.keys(standing(mine, {})).length === 0;

export const sumOf = (amounts: Amounts): number => Object.values(amounts).reduce((sum, n) => sum + n, 0);

/** The answer with one amount changed; what gets nothing is left out. */
export function changed(amounts: Amounts, id: string, amount: number): Amounts {
  const { [id]: _, ...others } = amounts;
  return amount > 0 ? { ...others, [id]: amount } : others;
}

/** The amount that can stand: whole steps, no more than is there. */
export function fitting(wanted: number, most: number, step: number): number {
  return Math.floor(Math.max(0, Math.min(wanted, most)) / step) * step;
}

/** "40.000", "40 000 Euro" and "40000,50" are forty thousand; without a digit it is nothing. */
export function parsed(typed: string): number {
  return Number(typed.replace(/,\d*\s*\D*$/, "").replace(/\D/g, "")) || 0;
}
