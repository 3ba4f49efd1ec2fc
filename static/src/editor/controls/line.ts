/** Rules for a list of lines. Each has an id that stays with it whatever its words. Pure but for the new ids. */
export interface Line {
  id: string;
  label: string;
}

export const fresh = (label = ""): Line => ({ id: newId(), label });

export const worded = (lines: Line[], at: number, label: string): Line[] =>
  lines.map((line, i) => (i === at ? { ...line, label } : line));

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

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}
