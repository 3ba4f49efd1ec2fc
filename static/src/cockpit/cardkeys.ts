/** The keys of a card that has the focus. */
import type { Row, Theme } from "../wire";
import { isProposal, themeOfKey } from "./arrange";
import type { Roving } from "./roving";
import type { Table } from "./table";

interface Around {
  cards: Row[];
  themes: Theme[];
  /** The card that is about to go under another one. */
  merging: Row | null;
  roving: Roving;
  table: Table;
}

/** Does what the key means on the card that has the focus; other keys pass on to the page. */
export function pressOnCard(event: KeyboardEvent, around: Around): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target as HTMLElement;
  if (target.tagName === "SELECT") return;
  const id = Number(target.closest<HTMLElement>("[data-card]")?.dataset.card);
  const card = around.cards.find((one) => one.id === id);
  if (card && isDone(event, card, around)) event.preventDefault();
}

function isDone(event: KeyboardEvent, card: Row, around: Around): boolean {
  return isMoved(event.key, around) || isMerged(event, card, around) || (!event.repeat && isSorted(event.key, card, around));
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

function isSorted(key: string, card: Row, { themes, table }: Around): boolean {
  const theme = themeOfKey(key, themes);
  if (theme !== undefined) table.sort(card, theme);
  else if (key.toLowerCase() === "h") table.hide(card);
  else if (key.toLowerCase() === "p") table.park(card);
  else if (key.toLowerCase() === "f") table.approve(card);
  else if (key.toLowerCase() === "a") isProposal(card) ? table.adopt(card) : table.answer(card);
  else return false;
  return true;
}
