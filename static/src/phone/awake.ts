/** Keeps the phone awake while a step is open. Browsers without a wake lock, or without https, just sleep. */
import { phone } from "../live";

let lock: WakeLockSentinel | null = null;

/** An effect: follows the picture. */
export function keepAwake(): void {
  const isOpen = phone.value?.live?.state === "open";
  void (isOpen ? hold() : release());
}

async function hold(): Promise<void> {
  if (lock || !("wakeLock" in navigator) || document.visibilityState !== "visible") return;
  try {
    lock = await navigator.wakeLock.request("screen");
    lock.addEventListener("release", () => (lock = null));
  } catch {
    lock = null; // battery saver: an extra that falls silent
  }
}

async function release(): Promise<void> {
  await lock?.release();
}

// A hidden page loses its lock; ask again when it is seen.
document.addEventListener("visibilitychange", keepAwake);
