/** Rules for a list of lines. Each has an id that stays with it whatever its words. Pure but for the new ids. */
export interface Line {
  id: string;
  label: string;
  /** Of a priced line; what is no number yet goes out as it was typed. */
  price?: number | string;
}

export const fresh = (label = ""): Line => ({ id: newId(), label });

/** "Bürgerbus<tab>45.000 €", as a spreadsheet pastes it: the words and their price. */
export function freshPriced(text = ""): Line {
  const [, label, price] = /^(.*?)\s*[\t;]\s*([\d. \u00a0\u202f]+)\s*(?:€|Euro|EUR)?$/.exec(text) ?? [];
  return { ...fresh(label ?? text), price: price ? Number(price.replace(/\D/g, "")) : "" };
}

export const worded = (lines: Line[], at: number, label: string): Line[] => changed(lines, at, { label });

export const changed = (lines: Line[], at: number, by: Partial<Line>): Line[] =>
  lines.map((line, i) => (i === at ? { ...line, ...by } : line));

export const inserted = (lines: Line[], at: number, more: Line[]): Line[] => lines.toSpliced(at, 0, ...more);

export const without = (lines: Line[], at: number): Line[] => lines.toSpliced(at, 1);

export function moved(lines: Line[], from: number, to: number): Line[] {
  if (to < 0 || to >= lines.length) return lines;
  return inserted(without(lines, from), to, [lines[from]]);
}

/** A pasted list becomes lines; its bullets and numbers are not part of the words. */
export function pasted(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^\s*(?:[-–•*]|\d{1,2}[.)])\s+/, "").trim());
  return lines.filter((line) => line !== "");
}

/** Twelve letters, as the server takes them of a part. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}
