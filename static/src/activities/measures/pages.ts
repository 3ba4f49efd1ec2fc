/** Rules for laying out the register on the wall, and its dates. Pure. */
import type { MeasureLine } from "../../wire";

/** Lines of writing that a 1920 × 1080 wall holds at 36 px, and the part of one that lies between two measures. */
const MOST_LINES = 13.3;
const BETWEEN = 0.65;
/** Characters of a line in the columns "what" and "responsible" there. */
const WIDE = 46;
const NARROW = 25;

/** The register in pages that can be read from the back. A measure longer than a page has one for itself. */
export function pagesOf(lines: readonly MeasureLine[]): MeasureLine[][] {
  const pages: MeasureLine[][] = [[]];
  let left = MOST_LINES;
  for (const line of lines) {
    const needed = heightOf(line);
    if (needed > left && pages[pages.length - 1].length > 0) {
      pages.push([]);
      left = MOST_LINES;
    }
    pages[pages.length - 1].push(line);
    left -= needed;
  }
  return pages;
}

const heightOf = ({ what, responsible }: MeasureLine): number =>
  BETWEEN + Math.max(linesOf(what, WIDE), linesOf(responsible, NARROW));

const linesOf = (text: string, width: number): number => Math.max(1, Math.ceil(text.length / width));

/** "31.03.2017" of 2017-03-31, as days are written in the language. */
export const dayOf = (due: string, language: "de" | "en"): string =>
  new Intl.DateTimeFormat(language === "en" ? "en-GB" : "de-DE", { timeZone: "UTC", day: "2-digit", month: "2-digit", year: "numeric" }).format(Date.parse(due));
