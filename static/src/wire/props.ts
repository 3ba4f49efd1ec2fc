/** What a type of activity is drawn from. */
import type { Facts, Live, Mine, Results } from "../wire";
import type { Failure } from "./commands";

/** What a file in activities/ exports. All drawing is a pure function of its props. */
export interface InputProps {
  live: Live;
  /** Where it is one question of a form: its name, so that ids and names of radios differ from those of others. */
  part?: string;
  mine: Mine[];
  /** Where something is handed in late: the items of what was in before. It stays as it is and is not in `mine`. */
  inTime?: readonly string[];
  /** Sends one answer; the wire keeps it until it is saved. */
  give: (answer: { kind?: string; item?: string; value: unknown }) => void;
  takeBack: (answer: { kind?: string; item?: string }) => void;
  /** What stands between thumb and disk for an answer: see outbox.ts. */
  status: (kind: string, item: string) => SendStatus;
  /** Draft store of this round, kept on the device. `answer`: what to send if the person sends it when the room is elsewhere. */
  draft: { read: (name: string) => string; write: (name: string, text: string, answer?: DraftAnswer) => void };
}

export interface DraftAnswer {
  kind: string;
  item: string;
  value: unknown;
}

export interface SendStatus {
  phase: "none" | "draft" | "sending" | "waiting" | "saved" | "failed";
  saved_at: number | null;
  error: Failure | null;
  /** The value on its way, if any. */
  pending: unknown;
}

/** Of the optional export `After`: what a person can give about the shown result of the closed round. */
export interface AfterProps extends InputProps {
  results: Results;
}

export interface ResultProps {
  live: Live;
  results: Results;
  facts: Facts;
  /** "screen" also for the miniature; "phone"; "page" for the summary. */
  place: "screen" | "phone" | "page";
  /** On a phone, while something can be given: what this person gave, and the ways to give about the result. */
  input?: Omit<InputProps, "live">;
  /** Where it is one question of a form: on the wall there is room for little. */
  part?: string;
}
