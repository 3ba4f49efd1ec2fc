/** What a browser may ask of the server, and how it is answered: the other direction of the wire. */
import type { AttendanceState, Captured, Mine } from "../wire";

export interface Failure {
  code: string;
  [param: string]: unknown;
}

/** Answer to every command. `error` → t("errors.<code>", params). */
export type Answer<T = {}> = ({ ok: true } & T) | { error: Failure };

export interface Give {
  round: number;
  /** Default: the type's first kind. */
  kind?: string;
  /** "" where one gives once; made by the browser where one may give many. */
  item?: string;
  value: unknown;
  /** 22 characters from crypto.getRandomValues, base64url. */
  key: string;
  /** One above the highest n this browser knows for this answer. */
  n: number;
  /** Hand a text in after closing; the moderator lets it in. */
  late?: boolean;
}

/** superseded: {error: {code: "superseded", stands: Mine}}; closed: {error: {code: "closed"}} */
export type Given = Answer<{ n: number; saved_at: number; state: Mine["state"] }>;

/** Every command with its payload; the moderator's carry `expected`, the revision they were decided on,
 * where the server's table asks for it (docs/protocol.md). */
export interface Commands {
  give: Give;
  take_back: { round: number; kind?: string; item?: string; key: string; n: number };
  sync: {};
  /** A secret ballot; answers {code}. The same key gets the same code. */
  cast: { round: number; key: string; value: unknown };
  /** Answers {cast, code, why}: whether the seat has cast, the receipt of that key, else why it may not cast. */
  ballot_status: { round: number; key?: string };
  /** Before it opens; how many wish it is told to those who lead, who does to nobody. */
  wish_secret: { activity: number; on: boolean };
  /** The vote of one's seat: take it, or give it to the other person of the seat. */
  take_vote: {};
  give_vote: {};
  ask_time: { round: number };

  start: {};
  end: {};
  go_live: { activity: number };
  open: { activity: number };
  close: { activity: number };
  reveal: { activity: number };
  hide: { activity: number };
  /** The closed, shown result by groups, whole or not at all. */
  break_down: { activity: number; on: boolean };
  annul: { activity: number; reason: string };
  next_round: { activity: number };
  /** Puts the current round aside and begins a fresh one. */
  reset: { activity: number };
  to_round: { activity: number; n: number };
  extend: { activity: number; minutes: number };
  black: { on: boolean };
  show_join: { on: boolean };
  /** Per cent, 80 to 150. */
  zoom: { percent: number };
  take_over: {};
  hand_over: { to: number };
  /** `by`: who represents it; left out, what is known of that stands. */
  attend: { seat: number; state: AttendanceState; by?: string };
  /** It was there and has gone, now. */
  left: { seat: number };
  /** For a seat without a device, never in a secret ballot; null takes back what was entered. */
  enter_for: { activity: number; seat: number; kind?: string; item?: string; value: unknown };
  /** Whether it has a vote in this workshop. */
  entitle: { seat: number; on: boolean };
  remove: { participant: number };
  /** Nobody new comes in; those inside come back. */
  lock: { on: boolean };
  /** Whoever comes by the code waits for a yes. */
  admission: { on: boolean };
  admit: { participant: number };
  /** Lets in who waits as a further device of the one who is on the seat in that capacity, who is told. */
  admit_device: { participant: number };
  /** From the phone: puts a further device before the door again. */
  disown: { participant: number };
  refuse: { participant: number };
  refuse_all: {};
  /** These people are whose seats they took by the code. */
  confirm: { participants: number[] };
  /** Makes the room's code worthless and gives it another one. */
  renew_code: {};
  /** Makes the observers' link worthless. */
  renew_observers: {};
  write_note: { text: string; former: string };
  undo: { entry: number };
  /** Answers {picture: ScreenPicture | PhonePicture, results: Results | null}: as if it were live. */
  preview: { activity: number; audience: "screen" | "phone" };

  premoderate: { activity: number; on: boolean };
  /** Shows the texts that wait for five voices; no count moves. */
  show_new: { activity: number };
  approve: { cards: number[] };
  hide_card: { card: number };
  discard: { card: number };
  restore: { card: number };
  answer: { card: number; on: boolean };
  merge: { cards: number[]; into: number };
  unmerge: { card: number };
  sort: { card: number; theme: number | null; place: number };
  add_theme: { activity: number; title: string };
  rename_theme: { theme: number; title: string; former: string };
  remove_theme: { theme: number };
  move_theme: { theme: number; to: number };

  capture: { kind: Captured["kind"]; text: string; activity: number | null };
  edit_capture: { capture: number; text: string; former: string };
  remove_capture: { capture: number };
  done: { capture: number; on: boolean };
  park: { card: number };
  unpark: { capture: number };

  ask_speak: {};
  withdraw_speak: {};
  add_speaker: { seat: number | null; name: string };
  readd_speaker: { speech: number };
  call_speaker: { speech: number };
  end_speech: { speech: number };
  drop_speaker: { speech: number };
  move_speaker: { speech: number; to: number };
  speakers: { open: boolean };
  show_speakers: { on: boolean };
  speech_limit: { seconds: number };
  /** Of a step or of none; answers {measure}. */
  add_measure: { activity: number | null; what: string; contribution?: number | null; origin?: string };
  /** Makes a measure of a proposal; the card stays. */
  adopt: { card: number };
  edit_measure: { measure: number; field: "what" | "responsible" | "involved" | "due" | "status"; value: unknown; former: unknown };
  move_measure: { measure: number; to: number };
  remove_measure: { measure: number };

  edit_workshop: { field: string; value: unknown; former: unknown };
  add_step: { type: string; title: string; after: number | null; words?: { [field: string]: string } };
  /** field: title, minutes, note or a name of the type's fields. conflict: {error: {code: "conflict", stands}} */
  edit_step: { activity: number; field: string; value: unknown; former: unknown };
  move_step: { activity: number; to: number };
  copy_step: { activity: number };
  remove_step: { activity: number };
}

export type CommandName = keyof Commands;
