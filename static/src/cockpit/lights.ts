/** Rules about the lamps: who has sent, who is missing, who is without a line. Pure. */
import type { AttendanceState, SeatLamp, Step } from "../wire";

export type Light = "sent" | "open" | "offline" | "excused" | "away";

export interface Facts {
  given: ReadonlySet<number>;
  /** Of them those for which the moderator entered it. */
  entered: ReadonlySet<number>;
  devices: { [seat: number]: number };
  /** Whether answers are expected now. */
  step: Step | null;
}

/** What a seat's lamp says. Presence is a hint; what was sent is a fact and comes first. */
export function lightOf(seat: SeatLamp, { given, devices }: Facts): Light {
  if (given.has(seat.id)) return "sent";
  if (seat.attendance === "excused") return "excused";
  if (devices[seat.id]) return "open";
  return seat.attendance === "absent" ? "away" : "offline";
}

/** Whether a seat counts as there: by its stored attendance, never by a line. */
export const isThere = ({ attendance }: SeatLamp): boolean => attendance === "present" || attendance === "represented";

/** As what a connected seat is put down that does not count as there; else null. */
export function backIn(seat: SeatLamp, { devices }: Facts): "left" | "absent" | "excused" | null {
  if (!devices[seat.id] || isThere(seat)) return null;
  if (seat.attendance === "excused") return "excused";
  return seat.spans.length > 0 ? "left" : "absent";
}

/** What such a seat is, once whoever leads says that it is there: a deputy who is alone on it represents it. */
export const backAs = ({ people }: SeatLamp): AttendanceState =>
  people.length > 0 && people.every(({ capacity }) => capacity === "deputy") ? "represented" : "present";

/** The key of the word for it. While no answer is awaited, or nobody may know of it, a line is only a line. */
export const wordFor = (light: Light, { step }: Facts): string => (light === "open" && !step ? "secret.connected" : `cockpit.light_${light}`);

/** How the lamp of a light is drawn. */
export const LAMPS = { sent: "filled", open: "open", offline: "waiting", excused: "dashed", away: "outlined" } as const;

export interface Attention {
  light: Light;
  names: string[];
}

/** Whose names stand in full below the lamps: those still missing, only while answers are awaited, and those without a line. */
export function attention(seats: readonly SeatLamp[], facts: Facts): Attention[] {
  const isAwaited = facts.step?.state === "open";
  const lights: Light[] = isAwaited ? ["open", "offline"] : ["offline"];
  const named = (light: Light) => seats.filter((seat) => seat.asked && lightOf(seat, facts) === light).map(({ name }) => name);
  return lights.map((light) => ({ light, names: named(light) })).filter(({ names }) => names.length > 0);
}

/** More seats than these are a list: lamps nobody can tell apart say nothing. */
export const MOST_LAMPS = 40;

/** The seats whose name has these letters, whatever their case. */
export function named(seats: readonly SeatLamp[], wanted: string): readonly SeatLamp[] {
  const letters = wanted.trim().toLocaleLowerCase("de");
  return letters ? seats.filter(({ name }) => name.toLocaleLowerCase("de").includes(letters)) : seats;
}
