/** Dragging a step by its handle, with mouse, pen or finger. Buttons and keys do the same. */
import { signal } from "@preact/signals";
import type { Step } from "../wire";
import { moveStep } from "./agenda";

interface Drag {
  activity: number;
  from: number;
  /** The number the step would get. */
  to: number;
}

export const dragged = signal<Drag | null>(null);

export function startDrag(event: PointerEvent, step: Step, list: HTMLElement | null): void {
  if (!list || event.button !== 0) return;
  event.preventDefault();
  const handle = event.currentTarget as HTMLElement;
  handle.setPointerCapture(event.pointerId);
  dragged.value = { activity: step.activity, from: step.n, to: step.n };
  const ended = new AbortController();
  const options = { signal: ended.signal };
  const stop = (to: number): void => {
    ended.abort();
    dragged.value = null;
    void moveStep(step, to);
  };
  handle.addEventListener("pointermove", (moved) => follow(moved.clientY, list), options);
  handle.addEventListener("pointerup", () => stop(dragged.value?.to ?? step.n), options);
  handle.addEventListener("pointercancel", () => stop(step.n), options);
  addEventListener("keydown", (key) => key.key === "Escape" && stop(step.n), options);
}

function follow(y: number, list: HTMLElement): void {
  const drag = dragged.value;
  if (drag) dragged.value = { ...drag, to: placeAt(y, boxesOf(list)) };
}

const boxesOf = (list: HTMLElement): { top: number; bottom: number }[] =>
  [...list.children].map((row) => row.getBoundingClientRect());

/** Number of the row that the pointer is at, from 1; beyond the ends the first or the last. */
export function placeAt(y: number, rows: { top: number; bottom: number }[]): number {
  const at = rows.findIndex((row) => y < row.bottom);
  return at === -1 ? rows.length : at + 1;
}
