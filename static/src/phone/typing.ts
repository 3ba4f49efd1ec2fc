/**
 * Whether somebody is in the middle of a text. While they are, the step they write in stays before
 * them, whatever the room does.
 */
import { computed, signal } from "@preact/signals";
import { phone } from "../live";
import type { PhonePicture } from "../wire";

/** The picture in which a text is being written, until the person lets go of it. */
const held = signal<PhonePicture | null>(null);

/** Whether the room has left the step that somebody writes in, or closed it. */
export const isBehind = computed(() => held.value !== null && phone.value !== null && hasLeft(held.value, phone.value));

/** What the page shows. */
export const seen = computed<PhonePicture | null>(() => (isBehind.value ? held.value : phone.value));

/** A text has changed: keep its step. */
export function keepStep(text: string): void {
  if (isBehind.peek()) return;
  held.value = text.trim() ? phone.peek() : null;
}

/** The text is sent, or the person wants to go where the room is. */
export function letGo(): void {
  held.value = null;
}

function hasLeft(mine: PhonePicture, now: PhonePicture): boolean {
  if (mine.live?.round !== now.live?.round || mine.stage !== now.stage) return true;
  return mine.live?.state === "open" && now.live?.state !== "open";
}

const isField = (element: Element | null): boolean => element?.matches("textarea, input:not([type=radio], [type=checkbox])") ?? false;

// Who has left the field is not typing; the draft stays on the device anyway. What is behind
// already stays until the person decides.
document.addEventListener("focusout", () =>
  setTimeout(() => {
    if (!isBehind.peek() && !isField(document.activeElement)) letGo();
  }, 300),
);
document.addEventListener("focusin", (event) => {
  const field = event.target as HTMLTextAreaElement;
  if (isField(field)) keepStep(field.value);
});
