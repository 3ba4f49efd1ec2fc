/** The keys of a card that has the focus. */
import type { Row, Theme } from "../wire";
import { isProposal, themeOfKey } from "./arrange";
import { inRow } from "./presses";
import type { Roving } from "./roving";
import type { Table } from "./table";

export interface Around {
  cards: Row[];
  themes: Theme[];
  /** The card that is about to go under another one. */
  merging: Row | null;
  roving: Roving;
  table: Table;
}

/**
 * Does what the key means on the card that has the focus; other keys pass on to the page. `look` tells how the cards lie
 * now: of keys in quick succession each means the card that has the focus by then.
 */
export function pressOnCard(event: KeyboardEvent, look: () => Around): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target as HTMLElement;
  const card = cardAt(target, look());
  if (target.tagName !== "SELECT" && card && isDone(event, card, look)) event.preventDefault();
}

function cardAt(element: Element | null, { cards }: Around): Row | undefined {
  const id = Number(element?.closest<HTMLElement>("[data-card]")?.dataset.card);
  return cards.find((one) => one.id === id);
}

function isDone(event: KeyboardEvent, card: Row, look: () => Around): boolean {
  return isMoved(event.key, look()) || isMerged(event, card, look()) || (!event.repeat && isCommand(event.key, look));
}

function isMoved(key: string, { roving }: Around): boolean {
  if (key !== "ArrowDown" && key !== "ArrowUp") return false;
  roving.move(key === "ArrowDown" ? 1 : -1);
  return true;
}

function isMerged(event: KeyboardEvent, card: Row, { merging, table }: Around): boolean {
  const isOnCard = (event.target as HTMLElement).dataset.card !== undefined;
  if (event.key.toLowerCase() === "m" && !event.repeat) table.beginMerge(card);
  else if (merging && event.key === "Escape") table.beginMerge(null);
  else if (merging && event.key === "Enter" && isOnCard && card.id !== merging.id) table.merge(merging, card);
  else return merging !== null && event.key === "Enter" && isOnCard;
  return true;
}

function isCommand(key: string, look: () => Around): boolean {
  const does = meaningOf(key, look());
  if (does) {
    void inRow(() => {
      const card = cardAt(document.activeElement, look());
      return card && meaningOf(key, look())?.(card);
    });
  }
  return does !== null;
}

function meaningOf(key: string, { themes, table }: Around): ((card: Row) => unknown) | null {
  const theme = themeOfKey(key, themes);
  if (theme !== undefined) return (card) => table.sort(card, theme);
  switch (key.toLowerCase()) {
    case "h": return table.hide;
    case "p": return table.park;
    case "f": return table.approve;
    case "a": return (card) => (isProposal(card) ? table.adopt(card) : table.answer(card));
    default: return null;
  }
}
