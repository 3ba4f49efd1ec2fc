/**
 * One of the cards takes the focus with Tab, the arrow keys move it. When the card that has
 * the focus leaves the list because of what was done to it, its follower gets the focus.
 */
import { useLayoutEffect, useRef, useState } from "preact/hooks";

export interface Roving {
  /** The card that Tab reaches. */
  current: number | null;
  list: { current: HTMLUListElement | null };
  onFocusIn: (event: FocusEvent) => void;
  onFocusOut: (event: FocusEvent) => void;
  move: (by: 1 | -1) => void;
}

export function useRoving(ids: readonly number[]): Roving {
  const list = useRef<HTMLUListElement>(null);
  const held = useRef<{ id: number; index: number } | null>(null);
  const [wanted, setWanted] = useState<number | null>(null);
  const current = wanted !== null && ids.includes(wanted) ? wanted : (ids[0] ?? null);

  useLayoutEffect(() => {
    const lost = held.current;
    if (!lost || ids.includes(lost.id) || document.activeElement !== document.body) return;
    const next = ids[Math.min(lost.index, ids.length - 1)];
    if (next !== undefined) focusCard(list.current, next);
  });

  const onFocusIn = (event: FocusEvent) => {
    const id = cardAround(event.target);
    if (id === null) return;
    held.current = { id, index: ids.indexOf(id) };
    setWanted(id);
  };
  const onFocusOut = (event: FocusEvent) => {
    const left = event.target as HTMLElement;
    const to = event.relatedTarget as Node | null;
    // A card that is taken away keeps the place in mind; somebody who leaves by himself does not.
    queueMicrotask(() => {
      if (left.isConnected && !list.current?.contains(to)) held.current = null;
    });
  };
  const move = (by: 1 | -1) => {
    const at = current === null ? -1 : ids.indexOf(current);
    const next = ids[Math.max(0, Math.min(at + by, ids.length - 1))];
    if (next !== undefined) focusCard(list.current, next);
  };
  return { current, list, onFocusIn, onFocusOut, move };
}

/** Puts the focus on the first card, wherever it was before. */
export function focusFirstCard(): void {
  document.querySelector<HTMLElement>('[data-card][tabindex="0"]')?.focus();
}

function focusCard(list: HTMLElement | null, id: number): void {
  list?.querySelector<HTMLElement>(`[data-card="${id}"]`)?.focus();
}

function cardAround(target: EventTarget | null): number | null {
  const id = (target as HTMLElement | null)?.closest<HTMLElement>("[data-card]")?.dataset.card;
  return id ? Number(id) : null;
}
