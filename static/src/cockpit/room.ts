/**
 * What the cockpit looks at: the live step, the step that is previewed, and how the latter would
 * look on the screen. Looking moves nothing; only go_live does.
 */
import { computed, effect, signal } from "@preact/signals";
import { cockpit, isUp, send } from "../live";
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
  effect(() => {
    const step = previewed.value;
    const version = cockpit.value?.version; // a new picture makes the preview old
    clearTimeout(timer);
    if (!step || version === undefined) ahead.value = null;
    else timer = window.setTimeout(() => void fetchPreview(step), ahead.peek()?.activity === step.activity ? PAUSE : 0);
  });
}

async function fetchPreview(step: Step): Promise<void> {
  if (!step.exists || !isUp()) return;
  const answer = await send("preview", { activity: step.activity, audience: "screen" });
  if ("error" in answer || previewed.peek()?.activity !== step.activity) return;
  ahead.value = { activity: step.activity, picture: answer.picture, results: answer.results };
}
