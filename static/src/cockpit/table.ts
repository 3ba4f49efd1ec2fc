/** What can be done with the cards on the table. By key, button or pointer it is the same. */
import type { Row } from "../wire";
import { isProposal, isQuestion, lastPlace, placings, type Filter } from "./arrange";
import { act } from "./doing";
import type { Drop } from "./drag";

export interface Table {
  /** All end when the command is answered. */
  sort: (card: Row, theme: number | null) => unknown;
  hide: (card: Row) => unknown;
  approve: (card: Row) => unknown;
  /** Of a question: that it is answered, or open again. */
  answer: (card: Row) => unknown;
  /** Keeps the card as an open topic, off the board. */
  park: (card: Row) => unknown;
  /** Makes a measure of a proposal. */
  adopt: (card: Row) => unknown;
  /** Chooses the card that goes under another one; null gives it up. */
  beginMerge: (card: Row | null) => void;
  merge: (card: Row, into: Row) => void;
  drop: (card: Row, where: Drop) => void;
}

interface Lying {
  rows: Row[];
  /** The cards of the filter, in their order, whatever table they came from. */
  cards: Row[];
  filter: Filter;
  setMerging: (card: number | null) => void;
}

export function tableOf({ rows, cards, filter, setMerging }: Lying): Table {
  const table: Table = {
    sort: (card, theme) => act("board", "sort", { card: card.id, theme, place: lastPlace(rows, theme) }),
    hide: (card) => act("board", "hide_card", { card: card.id }),
    approve: (card) => card.state === "waiting" && act("board", "approve", { cards: [card.id] }),
    answer: (card) => isQuestion(card) && card.state === "shown" && act("board", "answer", { card: card.id, on: card.answered_at === null }),
    park: (card) => canPark(card) && act("board", "park", { card: card.id }),
    adopt: (card) => isProposal(card) && card.state === "shown" && act("board", "adopt", { card: card.id }),
    beginMerge: (card) => setMerging(card?.state === "shown" && typeof card.value !== "string" ? card.id : null),
    merge: (card, into) => {
      setMerging(null);
      void act("board", "merge", { cards: [card.id], into: into.id });
    },
    drop: (card, where) => {
      if (where.kind === "theme") return void table.sort(card, where.theme);
      const target = cards.find(({ id }) => id === where.card);
      if (target && typeof filter === "number") void reorder(cards, card, target);
      else if (target) table.merge(card, target);
    },
  };
  return table;
}

/** A word is no topic. */
const canPark = ({ state, value }: Row): boolean => (state === "shown" || state === "waiting") && typeof value !== "string";

/** Puts a card where another one stands, in the theme that is looked at. */
async function reorder(cards: Row[], card: Row, target: Row): Promise<void> {
  for (const { card: id, place } of placings(cards, card, cards.indexOf(target))) {
    await act("board", "sort", { card: id, theme: card.theme, place });
  }
}
