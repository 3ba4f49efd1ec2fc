/** Rules about the workshop's time. Pure: the clock is passed in, in milliseconds. */
import type { CockpitPicture, Live, Step } from "../wire";

const MINUTE = 60_000;

/** When it should end by the plan, or null while nobody said when it begins. */
export function plannedEnd({ workshop }: Pick<CockpitPicture, "workshop">): number | null {
  const begin = workshop.started_at ?? workshop.starts_at;
  return begin === null ? null : begin + workshop.minutes * MINUTE;
}

/** When it will end if every step to come takes the minutes it was given; `pictured`: when the picture was made. */
export function expectedEnd(steps: Step[], live: Live | null, now: number, pictured = now): number {
  const ahead = steps.filter(({ mark }) => mark === "next").reduce((sum, { minutes }) => sum + minutes, 0);
  return now + left(steps, live, now, pictured) + ahead * MINUTE;
}

/** By how many minutes of the clock the end is late; 0 while it is on time or nobody said when it begins. */
export function minutesLate(planned: number | null, expected: number): number {
  if (planned === null) return 0;
  return Math.max(0, Math.floor(expected / MINUTE) - Math.floor(planned / MINUTE));
}

/** Minutes a step was live so far; the picture's are as old as the picture. */
export function realMinutes({ mark, real_minutes }: Pick<Step, "mark" | "real_minutes">, pictured: number, now: number): number | null {
  if (real_minutes === null || mark !== "live") return real_minutes;
  return real_minutes + Math.max(0, Math.floor((now - pictured) / MINUTE));
}

function left(steps: Step[], live: Live | null, now: number, pictured: number): number {
  if (!live) return 0;
  if (live.state === "open" && live.closes_at !== null) return Math.max(0, live.closes_at - now);
  const step = steps.find(({ activity }) => activity === live.activity);
  const real = step ? realMinutes(step, pictured, now) : null;
  return Math.max(0, live.minutes - (real ?? 0)) * MINUTE;
}

/** Minutes the live step has from its opening to its planned end; the plan before it is open. */
export function minutesGiven(live: Live): number {
  if (live.opened_at === null || live.closes_at === null) return live.minutes;
  return Math.round((live.closes_at - live.opened_at) / MINUTE);
}
