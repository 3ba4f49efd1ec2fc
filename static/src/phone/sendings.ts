/** What a sending says of itself: the title of its step, and what was written. */
import { phone } from "../live";
import type { Sending } from "../outbox";

export const titleOf = ({ activity }: Sending): string => phone.value?.steps.find((step) => step.activity === activity)?.title ?? "";

/** Only what was written can be kept as a text. */
export function textOf({ value }: Sending): string {
  if (typeof value === "string") return value;
  const text = (value as { text?: unknown } | null)?.text;
  return typeof text === "string" ? text : "";
}
