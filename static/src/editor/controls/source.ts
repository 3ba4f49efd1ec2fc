/** Options that come from an earlier step, as they stand in a config. */
export interface Source {
  activity: number;
  /** The themes of its cards, or the best of its result. */
  what: "themes" | "best";
  /** How many at most; without it all. */
  most?: number;
}

export const isSource = (value: unknown): value is Source =>
  typeof value === "object" && value !== null && "what" in value && (value.what === "themes" || value.what === "best");

/** Where options can be taken from, in words. */
export interface Offer {
  source: Source;
  words: string;
}

/** What names an offer in a list: how many are taken of it is another matter. */
export const nameOf = ({ activity, what }: Source): string => `${what}/${activity}`;
