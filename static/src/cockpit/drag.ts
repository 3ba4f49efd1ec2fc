/**
 * Dragging a card with mouse, pen or finger. Everything it can do, buttons and keys can do too.
 * Targets carry data-drop: "theme:5", "theme:none" or "card:12".
 */
import { signal } from "@preact/signals";

/** Pixels a press may tremble before it is a drag. */
const TREMBLE = 6;

export interface Drag {
  card: number;
  x: number;
  y: number;
  /** The data-drop of what is below the pointer, or "". */
  over: string;
}

export const drag = signal<Drag | null>(null);

export type Drop = { kind: "theme"; theme: number | null } | { kind: "card"; card: number };

/** Follows the pointer from a press on a card until it is let go; `drop` hears where. */
export function startDrag(down: PointerEvent, card: number, drop: (where: Drop) => void): void {
  if (down.button !== 0 || isControl(down.target)) return;
  const move = (event: PointerEvent) => {
    if (!drag.value && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < TREMBLE) return;
    drag.value = { card, x: event.clientX, y: event.clientY, over: targetBelow(event, card) };
  };
  const stop = new AbortController();
  const end = () => (stop.abort(), (drag.value = null));
  const up = () => {
    const where = readDrop(drag.value?.over ?? "");
    end();
    if (where) drop(where);
  };
  addEventListener("pointermove", move, { signal: stop.signal });
  addEventListener("pointerup", up, { signal: stop.signal });
  addEventListener("pointercancel", end, { signal: stop.signal });
  addEventListener("keydown", (event) => event.key === "Escape" && end(), { signal: stop.signal });
}

/** "theme:5" → {kind: "theme", theme: 5}; nothing for anything else. */
export function readDrop(text: string): Drop | null {
  const [kind, id] = text.split(":");
  if (kind === "theme") return { kind, theme: id === "none" ? null : Number(id) };
  return kind === "card" ? { kind, card: Number(id) } : null;
}

function targetBelow({ clientX, clientY }: PointerEvent, card: number): string {
  const below = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>("[data-drop]");
  const over = below?.dataset.drop ?? "";
  return over === `card:${card}` ? "" : over;
}

const isControl = (target: EventTarget | null): boolean =>
  (target as HTMLElement | null)?.closest("button, select, input, a") !== null;
