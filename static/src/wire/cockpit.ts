/** What only those who lead get: the cockpit's picture and what it is made of. */
import type { Action, AttendanceState, Capacity, Count, Me, Measure, Picture, RoundState, Theme } from "../wire";

export interface Step {
  activity: number;
  n: number;
  type: string;
  /** false: this version lacks the type; listed as "folgt". */
  exists: boolean;
  title: string;
  minutes: number;
  /** Minutes it was live so far, null before. */
  real_minutes: number | null;
  /** For those who lead; no phone and no screen gets it. */
  note: string;
  config: any;
  premoderated: boolean;
  round: number;
  run: number;
  state: RoundState;
  shown: boolean;
  takes_input: boolean;
  /** Its votes go into the box. */
  is_secret: boolean;
  /** Of all that was announced when it opened, where it can be voted on secretly: "3f9a 1c02 77be"; else "". */
  print: string;
  is_text: boolean;
  /** The moderator sorts its texts into themes. */
  sorts: boolean;
  /** The moderator ticks off its texts as dealt with. */
  answerable: boolean;
  actions: Action[];
  /** Error code that forbids opening as it stands, or "". */
  unready: string;
  /** The same of a step that has not opened yet, as if whatever comes from earlier steps were there. */
  unfinished: string;
  count: Count;
  mark: "done" | "live" | "next";
  /** How many must be there to decide, and how many are; null where none is asked for or it is over. */
  quorum: { needed: number; of: number; present: number } | null;
  /** How many wish a secret vote; nobody is told who. */
  wishes: number;
  /** How many texts nobody else sees before a yes: of a step with a look beforehand, or come after closing. */
  texts_waiting: number;
  /** Can still be made a secret vote. */
  may_be_secret: boolean;
  /** The step whose cards this one arranges, or null. */
  arranges: number | null;
  /** Whether the result is shown by groups; null where that cannot be. */
  groups: boolean | null;
  /** All its rounds; `run` is the current one. */
  rounds: Run[];
}

export interface Run {
  n: number;
  state: RoundState;
  /** Was reset: kept, but it counts for nothing. */
  set_aside: boolean;
  /** Was shown to the room at least once. */
  shown: boolean;
  opened_at: number | null;
}

export interface SeatLamp {
  id: number;
  name: string;
  /** Two letters for the lamp. */
  short: string;
  kind: string;
  has_mayor: boolean;
  group: string;
  attendance: AttendanceState;
  /** Who represents it, a name or an office; "" where it is not represented or nobody said. */
  by: string;
  /** When it was there; `until` null: still, or to the end. */
  spans: Span[];
  /** Has a vote in this workshop. */
  entitled: boolean;
  /** Is on the roll of the live step, which was frozen when it opened; before that and between steps: has a vote. */
  asked: boolean;
  /** Who is on it; `votes`: the vote is in their hands. */
  people: { capacity: Capacity; votes: boolean }[];
  /** Every hand-over of its vote, the oldest first. */
  handed: { to: Capacity; at: number }[];
}

export interface Span {
  state: AttendanceState;
  /** Who represented it then, as far as somebody said. */
  by: string;
  since: number;
  until: number | null;
}

/** Something that can be taken back; `command` names it: t("undo.<command>"). */
export interface UndoEntry {
  entry: number;
  command: string;
  at: number;
}

/** `waits`: not before something newer of the list was taken back. */
export interface WayBack extends UndoEntry {
  waits: boolean;
}

export interface Account {
  id: number;
  name: string;
}

export interface CockpitPicture extends Picture {
  audience: "cockpit";
  black: boolean;
  show_join: boolean;
  /** Who leads; null: nobody yet. Whoever moderates may act all the same. */
  leader: Account | null;
  /** Private note of the moderators. */
  note: string;
  code: string;
  join_url: string;
  /** Path of the screen for a computer that is not signed in (token in the fragment). */
  screen_path: string;
  steps: Step[];
  themes: { [activity: number]: Theme[] };
  seats: SeatLamp[];
  guests: { id: number; name: string }[];
  /** Nobody new comes in. */
  locked: boolean;
  /** Whoever comes by the code waits for a yes. */
  admission: boolean;
  /** Who waits before the door. */
  waiting: Knocker[];
  /** Who took a seat by the code alone; in a secret ballot they cast only once confirmed. */
  unproven: Person[];
  captured: Captured[];
  speakers: Speakers;
  /** The register, in its order. */
  measures: Measure[];
  /** Who can be responsible for one; free text is possible, too. */
  departments: string[];
  /** Newest first, at most 20; the first never waits. */
  undo: WayBack[];
  /** What the newest undo would redo, if the last thing done was an undo. */
  redo: UndoEntry | null;
}

/** `may_be_device`: somebody is on the seat in that capacity; it may be a further device of theirs. */
export interface Knocker extends Person {
  may_be_device: boolean;
}

/** Somebody at a seat, or a guest (`seat` null). */
export interface Person {
  id: number;
  seat: number | null;
  capacity: Me["capacity"];
  name: string;
  joined_at: number;
}

/** A line written down beside the agenda. `card`: the parked card whose words these are. `step`: title of where it came up. */
export interface Captured {
  id: number;
  kind: "decision" | "note" | "topic";
  text: string;
  done: boolean;
  at: number;
  card: number | null;
  step: string | null;
}

export interface Speech {
  id: number;
  state: "waiting" | "speaking" | "done";
  seat: number | null;
  name: string;
  asked_at: number;
  began_at: number | null;
  ended_at: number | null;
}

/** The list of speakers for those who lead; `limit`: seconds for one speech, 0 for none. */
export interface Speakers {
  open: boolean;
  shown: boolean;
  limit: number;
  speaking: Speech | null;
  waiting: Speech[];
  spoken: Speech[];
}
