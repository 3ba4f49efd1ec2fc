/** Dragging a row of a list with mouse, pen or finger: which row, and where it would land. */
import { useEffect, useRef, useState } from "preact/hooks";

interface Dragged {
  from: number;
  to: number;
}

export function useDrag(list: { current: HTMLElement | null }, drop: (from: number, to: number) => void) {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const end = useRef(() => {});
  useEffect(() => () => end.current(), []);
  const take = (event: PointerEvent, from: number) => {
    if (event.button !== 0) return;
    end.current();
    let at: Dragged = { from, to: from };
    const stop = new AbortController();
    const { signal } = stop;
    const ours = (one: PointerEvent) => one.pointerId === event.pointerId;
    end.current = () => (stop.abort(), setDragged(null));
    const follow = (one: PointerEvent) => {
      if (!ours(one)) return;
      at = { from, to: placeAt(list.current, one.clientY, from) };
      setDragged(at);
    };
    const finish = (one: PointerEvent) => {
      if (!ours(one)) return;
      end.current();
      drop(at.from, at.to);
    };
    addEventListener("pointermove", follow, { signal });
    addEventListener("pointerup", finish, { signal });
    addEventListener("pointercancel", (one) => ours(one) && end.current(), { signal });
    addEventListener("keydown", (one) => one.key === "Escape" && end.current(), { signal });
  };
  return { dragged, take };
}

/** How many of the other rows have their middle above the pointer. */
function placeAt(list: HTMLElement | null, y: number, from: number): number {
  const others = [...(list?.children ?? [])].filter((_, i) => i !== from);
  return others.filter((row) => middle(row.getBoundingClientRect()) < y).length;
}

const middle = ({ top, height }: DOMRect): number => top + height / 2;
