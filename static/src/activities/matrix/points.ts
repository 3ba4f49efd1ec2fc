/** Where the points of a plot stand, in its own units, and their numbers so that none covers another. */
import { number } from "../../i18n";
import type { Figures, Place, Placed } from "./places";

/** Width of the drawing in its own units. */
export const SIZE = 11;
export const RADIUS = 0.62;
const ROUNDS = 60;

export interface Point {
  name: string;
  /** The means: where the cross stands. */
  x: number;
  y: number;
  /** Half the arms of the cross. */
  across: number;
  up: number;
  /** The middle of the number: at the means, or beside them where another stands. */
  at: [number, number];
  /** Where it stood in the round before. */
  from: [number, number] | null;
}

export function pointsOf(rows: Placed[], cell: number): Point[] {
  const points = rows.flatMap(({ x, y }, i) => (x && y ? [{ ...pointOf(number(i + 1), x, y, cell), from: rows[i].before ? placeOf(rows[i].before, cell) : null }] : []));
  for (let round = 0; round < ROUNDS; round += 1) points.forEach((one, i) => points.slice(i + 1).forEach((other) => part(one, other)));
  return points;
}

/** The middle of the first square is 1. */
const placeOf = ({ x, y }: Place, cell: number): [number, number] => [(x - 0.5) * cell, SIZE - (y - 0.5) * cell];

function pointOf(name: string, x: Figures, y: Figures, cell: number): Omit<Point, "from"> {
  const place = placeOf({ x: x.mean, y: y.mean }, cell);
  return { name, x: place[0], y: place[1], across: x.spread * cell, up: y.spread * cell, at: place };
}

/** Pushes two numbers apart by half of what they overlap; at one place, sideways. */
function part(one: Point, other: Point): void {
  const [dx, dy] = [other.at[0] - one.at[0], other.at[1] - one.at[1]];
  const distance = Math.hypot(dx, dy);
  const overlap = 2.1 * RADIUS - distance;
  if (overlap <= 0.001) return;
  const [ux, uy] = distance > 0.001 ? [dx / distance, dy / distance] : [1, 0];
  one.at = inside(one.at[0] - (ux * overlap) / 2, one.at[1] - (uy * overlap) / 2);
  other.at = inside(other.at[0] + (ux * overlap) / 2, other.at[1] + (uy * overlap) / 2);
}

const inside = (x: number, y: number): [number, number] => [within(x, RADIUS), within(y, RADIUS)];

/** What would stand outside ends at the frame. */
export const within = (value: number, margin = 0): number => Math.min(SIZE - margin, Math.max(margin, value));
