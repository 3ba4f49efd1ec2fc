/** Makes all ballots of a round equally long: else whoever sees how much an encrypted line carries would know the choice. Pure. */

/** On the wire what stands for no answer, on purpose. */
export const SPOILT = "!spoilt";

/** What can be chosen: the ids of the answers, and how many of them at most. */
export interface Paper {
  ids: readonly string[];
  most: number;
}

/** The blanks that are missing to the longest choice of this paper. */
export const fillFor = (value: unknown, paper: Paper): string => " ".repeat(Math.max(0, longestOf(paper) - written(value)));

function longestOf({ ids, most }: Paper): number {
  const longest = [...ids].sort((a, b) => b.length - a.length).slice(0, most);
  return Math.max(written(longest), written(SPOILT));
}

const written = (value: unknown): number => JSON.stringify(value).length;
