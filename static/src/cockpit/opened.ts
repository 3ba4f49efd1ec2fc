/** Which dialog is open. One at a time; the native dialog brings the focus back when it closes. */
import { signal } from "@preact/signals";

export type Open =
  | { name: "help" }
  | { name: "screen" }
  | { name: "end" }
  | { name: "final"; activity: number; action: "open" | "close" | "annul" }
  | { name: "history" }
  | { name: "guests" }
  | { name: "seats" }
  | { name: "captured" }
  | { name: "speakers" }
  | { name: "door" }
  | { name: "lead" }
  | { name: "ask" }
  | { name: "register" }
  | { name: "rounds"; activity: number }
  | { name: "waiting"; activity: number }
  | { name: "seat"; seat: number }
  | { name: "theme"; theme: number };

export const dialog = signal<Open | null>(null);

export function openDialog(which: Open): void {
  dialog.value = which;
}

export function closeDialog(): void {
  dialog.value = null;
}
