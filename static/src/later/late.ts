/** What is handed in after closing: the moderator decides about it, and what was in before stays as it is. */
import { signal } from "@preact/signals";
import { isSame, type Place } from "../outbox";
import { give, mine } from "../post";

/** The round whose field is open again on this phone, for texts that come late. */
export const reopened = signal<number | null>(null);

/** The last text handed in; its step may be long over, so nothing else would say that it is there. */
export const handed = signal<(Place & { title: string }) | null>(null);

export function handIn(place: Place, title: string, value: unknown): void {
  handed.value = { ...place, title };
  give(place, value, true);
}

/** What was in before closing stays as it is; only something new can come late. */
export const mayHandIn = (place: Place): boolean => !mine.value.some((one) => isSame(one, place) && one.saved_at > 0);
