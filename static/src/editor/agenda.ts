/** The agenda as the editor sees it, and what one can do to it. It draws nothing. */
import { computed, effect, signal } from "@preact/signals";
import { announce } from "../announce";
import { boot, has, sentence, t } from "../i18n";
import { cockpit, send } from "../live";
import type { Answer, CommandName, Commands, Step, TypeForm } from "../wire";

export const types: TypeForm[] = boot.page?.types ?? [];

/** What the address names: "workshop", "step-12" or "" (the agenda on a small screen). */
export const address = signal(location.hash.slice(1));
/** The row that gets the focus once it stands: a removed or moved one has lost it. */
export const toFocus = signal<number | null>(null);
/** A step just made here: its title is the first thing one writes. */
export const newborn = signal<number | null>(null);
const last = signal("");
/** Why the last thing done to the agenda did not work, as a sentence. */
export const trouble = signal("");
/** Title of the step removed last, while undo is offered beside the agenda. */
export const removed = signal<string | null>(null);

export const steps = computed<Step[]>(() => cockpit.value?.steps ?? []);
/** After the end the agenda is what was held. */
export const isEnded = computed(() => cockpit.value?.workshop.state === "ended");
export const planned = computed(() => steps.value.reduce((sum, step) => sum + step.minutes, 0));

/** The step in the form; null: the facts of the workshop. Without an address the last one, then the first. */
export const chosen = computed<Step | null>(() => {
  if (address.value === "workshop") return null;
  const named = address.value || last.value;
  return steps.value.find((step) => addressOf(step.activity) === named) ?? steps.value[0] ?? null;
});

/** What the editor offers to take back; what was done in the running of the room belongs to the cockpit. */
const PREPARING = new Set(["edit_workshop", "add_step", "edit_step", "move_step", "copy_step", "remove_step", "premoderate"]);
export const undoable = computed(() => cockpit.value?.undo.find(({ command, waits }) => PREPARING.has(command) && !waits) ?? null);
export const redoable = computed(() => {
  const redo = cockpit.value?.redo;
  return redo && PREPARING.has(redo.command) ? redo : null;
});

export const addressOf = (activity: number): string => `step-${activity}`;
export const formOf = (step: Step): TypeForm | null => types.find((type) => type.name === step.type) ?? null;
/** The word for the kind of a step; a type still to come has none but its own. */
export const kindOf = (step: Step): string => (step.exists ? t(`${step.type}.name`) : t("editor.type_to_come"));

addEventListener("hashchange", () => {
  last.value = address.value;
  address.value = location.hash.slice(1);
});

export async function addStep(type: string): Promise<void> {
  const after = address.peek() === "workshop" ? null : (chosen.peek()?.activity ?? null);
  const answer = await act("add_step", { type, title: t(`${type}.name`), after, words: usualWords(type) });
  if ("ok" in answer) goNew(answer.activity);
}

/** What participants will read of a step unless somebody changes it is in the language of who prepares it. */
function usualWords(type: string): { [field: string]: string } {
  const fields = types.find(({ name }) => name === type)?.fields ?? [];
  const said = fields.filter(({ name }) => has(`${type}.usual_${name}`)).map(({ name }) => [name, t(`${type}.usual_${name}`)]);
  return Object.fromEntries(said);
}

export async function copyStep(step: Step): Promise<void> {
  const answer = await act("copy_step", { activity: step.activity });
  if ("ok" in answer) goNew(answer.activity);
}

export async function moveStep(step: Step, to: number): Promise<void> {
  if (to < 1 || to > steps.peek().length || to === step.n) return;
  const answer = await act("move_step", { activity: step.activity, to });
  if ("ok" in answer) announce(t("editor.moved", { title: step.title, n: to }));
}

export async function removeStep(step: Step): Promise<void> {
  const answer = await act("remove_step", { activity: step.activity });
  if (!("ok" in answer)) return;
  removed.value = step.title;
  announce(t("editor.removed", { title: step.title }));
  const neighbour = steps.peek().find((other) => other.n === step.n + 1) ?? steps.peek()[step.n - 2];
  if (!neighbour) return;
  toFocus.value = neighbour.activity;
  go(neighbour.activity);
}

/** Takes back (or, after that, restores) the last thing done. */
export async function undo(entry: number): Promise<void> {
  const answer = await act("undo", { entry });
  if ("ok" in answer) announce(t("editor.undone"));
}

export const premoderate = (step: Step, on: boolean): Promise<Answer<any>> =>
  act("premoderate", { activity: step.activity, on });

async function act<C extends CommandName>(command: C, payload: Commands[C]): Promise<Answer<any>> {
  removed.value = null;
  const answer: Answer<any> = await send(command, payload);
  trouble.value = "error" in answer ? sentence(answer.error) : "";
  return answer;
}

function goNew(activity: number): void {
  newborn.value = activity;
  go(activity);
}

/** Turns to a step once the picture has it; before, the form would show another one for a moment. */
function go(activity: number): void {
  const stop = effect(() => {
    if (!steps.value.some((step) => step.activity === activity)) return;
    location.hash = addressOf(activity);
    queueMicrotask(() => stop());
  });
}
