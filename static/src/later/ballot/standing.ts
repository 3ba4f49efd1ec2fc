/**
 * How far this phone is with a secret ballot: asks the server, casts, and casts again under the same key when the answer got
 * lost. The choice is an argument of `cast` and nowhere else; it ends with the server's answer.
 */
import { signal } from "@preact/signals";
import { newKey } from "../../key";
import { connection, emit } from "../../live";
import { passes } from "../../passing";
import type { Failure } from "../../wire";
import { dropKey, keepCode, keepKey, read } from "./kept";
import { fillFor, type Paper } from "./length";

/**
 * asking: the server is asked what stands; choose; sending; waiting: no answer, the same ballot goes out again; cast: the
 * receipt is here; elsewhere: the seat has cast, the receipt is on another device; missed: it was closed before an answer;
 * barred: this person may not cast, `error` says why.
 */
export interface Standing {
  phase: "asking" | "choose" | "sending" | "waiting" | "cast" | "elsewhere" | "missed" | "closed" | "barred";
  code: string;
  error: Failure | null;
  /** A ballot of this tab did not arrive: it was sent before the page was loaded anew. */
  lost: boolean;
}

const PAUSE = 300;
const AGAIN = 2_000;
const BEGIN: Standing = { phase: "asking", code: "", error: null, lost: false };

/** Rounds that are asked for again soon. */
const waiting = new Set<number>();

const standings = signal<ReadonlyMap<number, Standing>>(new Map());

export const standingOf = (round: number): Standing => standings.value.get(round) ?? BEGIN;

/** Asks the server what stands; while a ballot is on its way its own answer decides. */
export async function look(round: number): Promise<void> {
  const { keys, code } = read(round);
  if (code) return set(round, { phase: "cast", code });
  if (isSending(round)) return;
  let said: { cast: boolean; code: string; why: string } | null = null;
  for (const key of keys.length ? keys : [""]) {
    const answer = await emit("ballot_status", { round, key });
    if (isSending(round)) return;
    if ("error" in answer) return heardNo(round, answer.error);
    if (answer.code) return settle(round, answer.code);
    said = answer as any;
  }
  if (!said) return;
  const lost = keys.length > 0;
  if (said.cast) return set(round, { phase: "elsewhere" });
  // What was said once stays: the picture of the closed vote may come after the refusal, and asks again.
  if (said.why === "closed") return set(round, { phase: lost || standingOf(round).phase === "missed" ? "missed" : "closed" });
  set(round, said.why ? { phase: "barred", error: { code: said.why } } : { phase: "choose", lost });
}

/** Brings a ballot to the box. Ends when the server has said yes or no; until then it goes out again under the same key. */
export async function cast(round: number, value: unknown, paper: Paper): Promise<void> {
  if (isSending(round)) return;
  const key = newKey();
  keepKey(round, key);
  set(round, { phase: "sending" });
  for (;;) {
    const answer = await emit("cast", { round, key, value, fill: fillFor(value, paper) });
    if ("ok" in answer) return settle(round, answer.code);
    if (!passes(answer.error)) return refusedWith(round, key, answer.error);
    set(round, { phase: "waiting" });
    await lineBack(answer.error.code);
  }
}

/** In the editor's preview, where nothing is sent. */
export const castForShow = (round: number): void => set(round, { phase: "cast", code: "K7Q-4MX-2TD" });

async function refusedWith(round: number, key: string, error: Failure): Promise<void> {
  dropKey(round, key);
  if (error.code === "closed") return set(round, { phase: "missed" });
  set(round, { phase: "choose", error });
  // Perhaps it was an earlier ballot of this very tab that is in the box.
  if (error.code === "already_cast") await look(round);
}

function settle(round: number, code: string): void {
  keepCode(round, code);
  set(round, { phase: "cast", code });
}

/** What passes by itself is waited for, and the question asked again: without an answer there is no ballot to see. */
async function heardNo(round: number, error: Failure): Promise<void> {
  if (!passes(error)) return set(round, { phase: "barred", error });
  if (waiting.has(round)) return;
  waiting.add(round);
  await lineBack(error.code);
  waiting.delete(round);
  await look(round);
}

const isSending = (round: number): boolean => ["sending", "waiting"].includes(standings.peek().get(round)?.phase ?? "");

function set(round: number, now: Partial<Standing>): void {
  standings.value = new Map(standings.peek()).set(round, { ...BEGIN, ...now });
}

async function lineBack(code: string): Promise<void> {
  await new Promise((go) => setTimeout(go, code === "offline" ? PAUSE : AGAIN));
  while (connection.peek() !== "connected") await new Promise((go) => setTimeout(go, PAUSE));
}
