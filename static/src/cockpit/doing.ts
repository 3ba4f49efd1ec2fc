/**
 * Doing something: one command, its answer, and a plain sentence where it was refused. Nothing is
 * drawn ahead of the answer; the picture that follows is the truth.
 */
import { effect, signal } from "@preact/signals";
import { announce } from "../announce";
import { sentence, t } from "../i18n";
import { brought, send } from "../live";
import { howToAct } from "./lead/lead";
import type { Answer, CommandName, Commands, Failure } from "../wire";

/** Where on the page a refusal is said: next to what was pressed. */
export type Place = "header" | "agenda" | "actions" | "board" | "themes" | "aside" | "seats" | "footer" | "capture" | "beside" | "dialog";

/** How long a command waits for the picture of the one before, in milliseconds; the answer itself takes longer on a bad line. */
const LONGEST_WAIT = 4_000;

export const working = signal<ReadonlySet<string>>(new Set());
export const trouble = signal<{ place: Place; words: string } | null>(null);

/** The version of the pictures that show all we did. */
let doneIn = 0;
/** How often something that was pressed was not done, or cannot be seen: the room is not where the next press thinks it is. */
let failures = 0;
/** Ends when all that was pressed before is answered: two quick presses are one person, not two who disagree. */
let before: Promise<unknown> = Promise.resolve();

/** Names a command with its payload, so that the same one cannot run twice at once. */
export const nameOf = (command: string, payload: object): string => `${command} ${JSON.stringify(payload)}`;

/** Sends a command, after a question where somebody else leads; a second press until its picture is here does nothing. Returns null then. */
export async function act<C extends CommandName>(place: Place, command: C, payload: Commands[C]): Promise<Answer<any> | null> {
  if (working.peek().has(nameOf(command, payload))) return null;
  const how = await howToAct(command);
  if (how === "not") return declined();
  if (how === "stale") return heard(place, { error: { code: "stale" } });
  if (how === "lead") {
    const led = await perform(place, "take_over", {});
    if (!led || "error" in led) return led;
  }
  return perform(place, command, payload);
}

async function perform<C extends CommandName>(place: Place, command: C, payload: Commands[C]): Promise<Answer<any> | null> {
  const name = nameOf(command, payload);
  if (working.peek().has(name)) return null;
  working.value = new Set(working.peek()).add(name);
  const turn = inTurn(() => sendNow(command, payload));
  void turn.then(pictureOfBefore).finally(() => (working.value = new Set([...working.peek()].filter((one) => one !== name))));
  return heard(place, await turn);
}

/** Ends when everything pressed so far is answered and its picture is here: what is decided next is decided on the truth. */
export const settled = (): Promise<void> => until(() => !working.value.size);

/** Somebody was asked and said no. */
function declined(): null {
  failures += 1;
  return null;
}

/** Grows with each press that did not lead to where it should. */
export const failed = (): number => failures;

export function dismiss(): void {
  trouble.value = null;
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = before.then(pictureOfBefore).then(work);
  before = turn.catch(() => {});
  return turn;
}

async function sendNow<C extends CommandName>(command: C, payload: Commands[C]): Promise<Answer<any>> {
  const answer = await send(command, payload);
  if ("ok" in answer) doneIn = Math.max(doneIn, answer.version ?? 0);
  return answer;
}

function heard(place: Place, answer: Answer<any>): Answer<any> {
  if ("ok" in answer) {
    dismiss();
    return answer;
  }
  failures += 1;
  const words = wordsFor(answer.error);
  trouble.value = { place, words };
  announce(words);
  return answer;
}

/** Somebody else was first: their doing stands, and it is on this page already. */
const wordsFor = (error: Failure): string => (error.code === "stale" ? t("cockpit.stale") : sentence(error));

/** What is decided next is decided on the picture of what was done before, or it would be stale, or meant for another card. */
async function pictureOfBefore(): Promise<void> {
  const enough = new Promise((go) => setTimeout(go, LONGEST_WAIT));
  await Promise.race([until(() => brought.value >= doneIn), enough]);
  if (brought.peek() >= doneIn) return;
  failures += 1;
  doneIn = brought.peek(); // what did not come in that time is not waited for twice
}

/** Ends as soon as something is so; what it reads are signals. */
function until(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      if (!isSo()) return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
}
