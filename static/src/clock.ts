/** The server's time as this device can know it. Pictures carry `now`; a wrong phone clock does no harm. */
import { signal } from "@preact/signals";

const offset = signal(0);
/** Changes every second, for what shows a time left. */
export const second = signal(Date.now());

/** Takes the server's time out of a picture. */
export function hear(now: number): void {
  offset.value = now - Date.now();
}

/** Milliseconds since 1970 by the server's clock. */
export const serverNow = (): number => second.value + offset.value;

setInterval(() => (second.value = Date.now()), 1000);
