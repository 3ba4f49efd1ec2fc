/** Keeps the phone awake while a step is open. Browsers without a wake lock, or without https, just sleep. */
import { phone } from "../live";

let lock: WakeLockSentinel | null = null;
let isAsking = false;

/** An effect: follows the picture. */
export function keepAwake(): void {
  void (isStepOpen() ? hold() : lock?.release());
}

const isStepOpen = (): boolean => phone.value?.live?.state === "open";

async function hold(): Promise<void> {
  if (lock || isAsking || !("wakeLock" in navigator) || document.visibilityState !== "visible") return;
  isAsking = true;
  try {
    lock = await navigator.wakeLock.request("screen");
    lock.addEventListener("release", () => (lock = null));
    if (!isStepOpen()) await lock.release(); // closed while the device was thinking
  } catch {
    lock = null; // battery saver: an extra that falls silent
  } finally {
    isAsking = false;
  }
}

// A hidden page loses its lock; ask again when it is seen.
document.addEventListener("visibilitychange", keepAwake);
