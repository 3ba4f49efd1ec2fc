/**
 * What the cockpit looks at: the live step, the step that is previewed, and how the latter would
 * look on the screen. Looking moves nothing; only go_live does.
 */
import { computed, effect, signal } from "@preact/signals";
import { previewOf } from "../ahead";
import { cockpit } from "../live";
import type { Results, ScreenPicture, Step } from "../wire";

/** Milliseconds between a change in the room and a fresh preview. */
const PAUSE = 250;

/** The step somebody wants to see before the room does. */
const wanted = signal<number | null>(null);

export interface Ahead {
  activity: number;
  picture: ScreenPicture;
  results: Results | null;
}

export const ahead = signal<Ahead | null>(null);

export const steps = computed<Step[]>(() => cockpit.value?.steps ?? []);
export const liveStep = computed<Step | null>(() => steps.value.find(({ mark }) => mark === "live") ?? null);
export const previewed = computed<Step | null>(
  () => steps.value.find(({ activity, mark }) => activity === wanted.value && mark !== "live") ?? null,
);

/** Looks at a step; at the live one means: at no other. */
export function lookAt(activity: number | null): void {
  wanted.value = activity;
}

/** Looks at the step before or after the one looked at. */
export function lookBeside(by: 1 | -1): void {
  const here = previewed.value ?? liveStep.value;
  const at = here ? steps.value.indexOf(here) + by : 0;
  const next = steps.value[Math.max(0, Math.min(at, steps.value.length - 1))];
  if (next) lookAt(next.activity);
}

/** Keeps the preview fresh while something is looked at. */
export function watchPreview(): void {
  let timer = 0;
  let latest = 0;
  effect(() => {
    const mine = ++latest;
    const step = previewed.value;
    const version = cockpit.value?.version; // a new picture makes the preview old
    clearTimeout(timer);
    if (!step || version === undefined) ahead.value = null;
    else timer = window.setTimeout(() => void fetchPreview(step, () => mine === latest), ahead.peek()?.activity === step.activity ? PAUSE : 0);
  });
}

async function fetchPreview(step: Step, isWanted: () => boolean): Promise<void> {
  if (!step.exists) return;
  const seen = await previewOf(step.activity, "screen", isWanted);
  if (seen) ahead.value = { activity: step.activity, picture: seen.picture as ScreenPicture, results: seen.results };
}
