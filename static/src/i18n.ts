/**
 * Words for people, from the page's data block. It knows the language and the catalogue's
 * strings of this page, nothing else.
 */
import type { Boot } from "./wire";

type Params = { [name: string]: unknown };
type Text = Boot["strings"][string];

const EMPTY: Boot = { language: "de", strings: {}, workshop: null, audience: null, csrf: "", page: {} };

/** The page's data block. */
export const boot: Boot = readBoot();

/** The house is in Germany: 24 hours in English too. */
const LOCALE = boot.language === "en" ? "en-GB" : "de-DE";
const plurals = new Intl.PluralRules(LOCALE);
const numbers = new Intl.NumberFormat(LOCALE);
const decimals = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const hundredths = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
/** The room's zone, not this computer's: screen, phones and documents must show the same hour. */
const timeZone = boot.timezone;
const clock = new Intl.DateTimeFormat(LOCALE, { timeZone, hour: "2-digit", minute: "2-digit" });
const days = new Intl.DateTimeFormat(LOCALE, { timeZone, day: "numeric", month: "long", year: "numeric" });

/** The sentence `key` with its placeholders filled; `count` chooses the plural. */
export function t(key: string, params: Params = {}): string {
  return fill(chosen(boot.strings[key], params, plurals) ?? key, params, (n) => numbers.format(n));
}

/** Whether the catalogue has the sentence. */
export const has = (key: string): boolean => key in boot.strings;

/** The sentence for an answer's error; an unknown code still gets a plain one. */
export function sentence(error: { code: string }, area = "errors"): string {
  const key = `${area}.${error.code}`;
  return has(key) ? t(key, error as Params) : t("errors.failed");
}

export const number = (n: number): string => numbers.format(n);
/** One decimal: "3,5". */
export const decimal = (n: number): string => decimals.format(n);
/** Two decimals: "3,47". */
export const fine = (n: number): string => hundredths.format(n);
/** "14:03" of milliseconds since 1970, in the room's zone. */
export const time = (at: number): string => clock.format(at);
/** "23. Januar 2017" */
export const date = (at: number): string => days.format(at);

/** Picks the plural form of a text; pure, for the tests too. */
export function chosen(text: Text | undefined, params: Params, rules: Intl.PluralRules): string | undefined {
  if (typeof text !== "object") return text;
  return rules.select(Number(params.count)) === "one" ? text.one : text.other;
}

/** Replaces {name}; numbers are written in the reader's way. */
export function fill(text: string, params: Params, format: (n: number) => string): string {
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? format(value) : String(value);
  });
}

function readBoot(): Boot {
  const block = typeof document === "undefined" ? null : document.getElementById("boot");
  return block ? { ...EMPTY, ...JSON.parse(block.textContent || "{}") } : EMPTY;
}
