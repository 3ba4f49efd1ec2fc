/** What is asked and said of a matrix. */
import type { Since } from "../../parts/Before";

export interface Axis {
  from: string;
  to: string;
}

export interface Thing {
  id: string;
  label: string;
}

export interface Ask {
  ask: string;
  x: Axis;
  y: Axis;
  values: number[];
  items: Thing[];
}

export interface Place {
  x: number;
  y: number;
}

export interface Figures {
  mean: number;
  spread: number;
}

/** `before`: its means. */
export interface Placed extends Thing, Since<Place> {
  n: number;
  x: Figures | null;
  y: Figures | null;
}

const MARKS = { x: "→", y: "↑" };

/** Half a place as a draft that a person can read, and back. */
export const toText = (label: string, half: Partial<Place>): string =>
  (["x", "y"] as const).filter((axis) => half[axis]).map((axis) => `${label}: ${MARKS[axis]} ${half[axis]}`).join("");

export function fromText(text: string): Partial<Place> {
  const [, mark, value] = /: ([→↑]) (\d)$/.exec(text) ?? [];
  if (!value) return {};
  return mark === MARKS.x ? { x: Number(value) } : { y: Number(value) };
}
