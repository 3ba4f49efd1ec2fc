/**
 * Rules for one field that is being edited: what it shows, what goes out, what an answer makes of
 * it. Pure: it knows no socket, no clock and no page.
 */
import { passes } from "../passing";
import type { Answer, Failure } from "../wire";

/** typing: not sent yet · waiting: will be sent again · refused: needs another value · conflict: needs a choice. */
export type Phase = "typing" | "sending" | "waiting" | "saved" | "refused" | "conflict";

export interface Edit {
  phase: Phase;
  /** What the person sees; nothing from outside ever replaces it. */
  value: unknown;
  /** The stored value it was typed over; the server compares it with what stands. */
  former: unknown;
  /** What is on its way. */
  sent: unknown;
  error: Failure | null;
  /** In a conflict: the other version. */
  stands: unknown;
  /** Revision of the picture that was known when it was last saved. */
  since: number;
}

/** The field has been entered. */
export const begin = (stored: unknown): Edit => ({
  phase: "saved", value: stored, former: stored, sent: undefined, error: null, stands: undefined, since: -1,
});

/** Something was typed. A conflict stays one until the person chooses; a sending is followed by another. */
export function typed(edit: Edit, value: unknown): Edit {
  if (edit.phase === "conflict" || edit.phase === "sending") return { ...edit, value };
  return { ...edit, value, error: null, phase: isSame(outgoing(value), edit.former) ? "saved" : "typing" };
}

/** Whether it may go out now. */
export const isDue = (edit: Edit): boolean => edit.phase === "typing" || edit.phase === "waiting";

export const departed = (edit: Edit): Edit => ({ ...edit, phase: "sending", sent: outgoing(edit.value) });

/** What the server's answer makes of it; `version` is that of the picture known now. */
export function settled(edit: Edit, answer: Answer<{ value?: unknown }>, version: number): Edit {
  if (!("error" in answer)) return kept(edit, answer.value ?? edit.sent, version);
  if (answer.error.code === "conflict") return clashed(edit, answer.error.stands, version);
  // A step that was removed may come back by undo.
  if (passes(answer.error) || answer.error.code === "not_found") return { ...edit, phase: "waiting", error: answer.error };
  return { ...edit, phase: isSame(outgoing(edit.value), edit.sent) ? "refused" : "typing", error: answer.error };
}

/** The person keeps what they typed: now it is typed over the other version. */
export const keepMine = (edit: Edit): Edit => ({ ...edit, former: edit.stands, stands: undefined, phase: "typing" });

export const takeTheirs = (edit: Edit): Edit => begin(edit.stands);

/** Whether nothing of it would be lost if the field showed the stored value again. */
export const isOver = (edit: Edit, version: number): boolean => edit.phase === "saved" && version > edit.since;

export const isUnsaved = (edit: Edit): boolean => edit.phase !== "saved";

/** What goes out: lines that are still empty stay with the person who is about to fill them, also those inside a part. */
export function outgoing(value: unknown): unknown {
  return Array.isArray(value) ? value.filter((line) => line.label?.trim() !== "").map(inside) : value;
}

const inside = (line: any): unknown => (line.config ? { ...line, config: mapped(line.config, outgoing) } : line);

const mapped = (of: object, rule: (value: unknown) => unknown): object =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, rule(value)]));

/** Equal as JSON; keys of objects stand in the order in which both sides write them. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function kept(edit: Edit, former: unknown, version: number): Edit {
  const isAll = isSame(outgoing(edit.value), edit.sent);
  return { ...edit, former, sent: undefined, error: null, phase: isAll ? "saved" : "typing", since: version };
}

function clashed(edit: Edit, stands: unknown, version: number): Edit {
  if (isSame(outgoing(edit.value), stands)) return { ...begin(stands), since: version };
  return { ...edit, phase: "conflict", stands, sent: undefined };
}

/** JSON from a database may come back with its keys in another order. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).sort().map(([key, inner]) => [key, ordered(inner)]));
}
