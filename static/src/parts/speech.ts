/** How long somebody has been speaking. Pure: the clock is passed in, in milliseconds. */

/** "1:42", never below "0:00". */
export function elapsedText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Whether a speech is longer than `limit` seconds; 0 is no limit. */
export const isOver = (ms: number, limit: number): boolean => limit > 0 && ms >= limit * 1000;
