/** What is handed in after closing: the moderator decides about it, and what was in before stays as it is. */
import { activities } from "activities:all";
import { signal } from "@preact/signals";
import { isSame, type Place } from "../outbox";
import { give, mine } from "../post";
import type { Live, Mine } from "../wire";
import { inputFor, type StepInput } from "./input";
import { letGo } from "./typing";

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

/** What the input of a closed step gets; null where nothing more can be handed in. */
export function lateInputFor(live: Live): StepInput | null {
  const view = activities[live.type];
  if (!live.may_be_late || !view) return null;
  const input = inputFor(live);
  const inTime = input.mine.filter((one) => one.kind === view.kind && one.state !== "withdrawn" && !isLate(one, live)).map(({ item }) => item);
  if (inTime.length >= (view.most?.(live.ask) ?? Infinity)) return null;
  const place = ({ kind = view.kind, item = "" }) => ({ round: live.round, activity: live.activity, kind, item });
  return {
    ...input,
    inTime,
    mine: input.mine.filter((one) => one.kind !== view.kind || isLate(one, live)),
    give: ({ value, ...answer }) => (handIn(place(answer), live.title, value), letGo()),
  };
}

/** What is not saved yet cannot have come in time. */
const isLate = ({ saved_at }: Mine, { closed_at }: Live): boolean => saved_at === 0 || saved_at > (closed_at ?? Infinity);
