/** The server's time as this device can know it. Pictures carry `now`; a wrong phone clock does no harm. */
import { batch, signal } from "@preact/signals";

const offset = signal(0);
/** Changes every second, for what shows a time left. */
export const second = signal(Date.now());

/** Takes the server's time out of a picture, and this device's with it: it may have slept, or been put right, since its last second. */
export function hear(now: number): void {
  const here = Date.now();
  batch(() => {
    offset.value = now - here;
    second.value = here;
  });
}

/** Milliseconds since 1970 by the server's clock. */
export const serverNow = (): number => second.value + offset.value;

setInterval(() => (second.value = Date.now()), 1000);
