/**
 * Says things to a screen reader through the page's one polite region (#announce in base.html,
 * there from load). It must not be used for what has the focus anyway.
 */

/** Counts are said at most this often. */
const PAUSE = 10_000;

let said = 0;
let waiting: { text: string; timer: ReturnType<typeof setTimeout> } | null = null;

/** Says it now. */
export function announce(text: string): void {
  const region = document.getElementById("announce");
  if (region) region.textContent = text;
}

/** Says a count now or when the pause is over; a newer count replaces one that waits. */
export function announceCount(text: string): void {
  if (waiting) {
    waiting.text = text;
    return;
  }
  const rest = Math.max(0, said + PAUSE - Date.now());
  waiting = { text, timer: setTimeout(sayWaiting, rest) };
}

function sayWaiting(): void {
  if (waiting) announce(waiting.text);
  waiting = null;
  said = Date.now();
}
