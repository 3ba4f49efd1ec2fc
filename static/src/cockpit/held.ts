/** A queue sorts itself by likes, but not under the hand: its order stays while pointer or focus is in it. */
import { useRef, useState } from "preact/hooks";
import { steady } from "../activities/likes/steady";
import type { Row } from "../wire";

export interface Held {
  cards: Row[];
  onPointerEnter: () => void;
  onPointerLeave: () => void;
  onFocusIn: () => void;
  onFocusOut: (event: FocusEvent) => void;
}

export function useHeld(cards: Row[]): Held {
  const [hand, setHand] = useState({ pointer: false, focus: false });
  const order = useRef<number[]>([]);
  const known = new Map(cards.map((card) => [card.id, card]));
  order.current = hand.pointer || hand.focus ? steady(order.current, [...known.keys()]) : [...known.keys()];
  const put = (change: Partial<typeof hand>) => setHand((before) => ({ ...before, ...change }));
  return {
    cards: order.current.map((id) => known.get(id)!),
    onPointerEnter: () => put({ pointer: true }),
    onPointerLeave: () => put({ pointer: false }),
    onFocusIn: () => put({ focus: true }),
    onFocusOut: ({ currentTarget, relatedTarget }) => {
      if (!(currentTarget as Element).contains(relatedTarget as Node | null)) put({ focus: false });
    },
  };
}
