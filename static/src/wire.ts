/**
 * The wire: every picture the server sends and every command it takes.
 *
 * Two closed lists, one per direction; nothing else crosses. Times are milliseconds
 * since 1970 by the server's clock; a picture carries `now`, so that a wrong phone
 * clock does no harm.
 */

import type { Account } from "./wire/cockpit";

export type * from "./wire/cockpit";
export type * from "./wire/commands";
export type * from "./wire/forms";
export type * from "./wire/props";

export type Audience = "phone" | "cockpit" | "screen" | "observer";
/** sealed, annulled, broken: of a secret ballot only. */
export type RoundState = "draft" | "open" | "closed" | "sealed" | "annulled" | "broken";
export type Action = "open" | "close" | "reveal" | "hide" | "next_round" | "annul";
export type AttendanceState = "absent" | "present" | "represented" | "excused";

export interface Facts {
  id: number;
  title: string;
  subtitle: string;
  series: string;
  organiser: string;
  state: "draft" | "open" | "ended";
  sample: boolean;
  /** A rehearsal: marked PROBE everywhere. */
  rehearsal: boolean;
  starts_at: number | null;
  started_at: number | null;
  ended_at: number | null;
  minutes: number;
  /** What a seat is called here, plural, e.g. "Gemeinden"; empty: "Sitze". */
  seats_called: string;
}

/** `unit` "seats": given/of count seats, `guests` those who gave besides; "people": everybody is counted. */
export interface Count {
  unit: "seats" | "people";
  given: number;
  of: number;
  guests: number;
  /** Of those who gave: for how many seats the moderator entered it; left out for none. */
  entered?: number;
}

/** The activity the room is at. `ask` is what its type says a participant may see. */
export interface Live {
  activity: number;
  /** Number of the step in the agenda, from 1. */
  n: number;
  type: string;
  title: string;
  minutes: number;
  ask: any;
  round: number;
  /** 1 for the first round, 2 for "Runde 2" … */
  run: number;
  state: RoundState;
  shown: boolean;
  takes_input: boolean;
  opened_at: number | null;
  /** When the planned minutes end; the moderator decides when it closes. */
  closes_at: number | null;
  closed_at: number | null;
  privacy: "named" | "unnamed" | "secret";
  /** Of a secret ballot, else null. */
  secret: Secret | null;
  /** "seats": only seats give; "all": guests too. */
  who: "seats" | "all";
  /** A seat's answer is a vote, which one person at a time holds. */
  votes: boolean;
  /** The earlier step that its options come from. */
  origin: Origin | null;
  /** Not open yet and could still be voted on secretly. */
  may_wish: boolean;
  /** Closed, but a text can still be handed in; the moderator decides about it. */
  may_be_late: boolean;
  /** Why it was annulled, or "". */
  reason: string;
}

/** What everybody may know of a secret ballot: nothing of a ballot, nothing of a voter. */
export interface Secret {
  /** Fewer ballots are not counted; 0 before opening. */
  least: number;
  /** How many seats are on the roll. */
  roll: number;
  /** So few vote that a unanimous result would reveal everybody. */
  few: boolean;
  /** The connection can be read by others in the same network. */
  plain: boolean;
  /** A ballot can be cast that is invalid on purpose; `cast` then gets SPOILT instead of an answer. */
  may_spoil: boolean;
  /** Why it was annulled, or "". */
  reason: string;
  /** SHA-256 of the published list of receipts once it was counted, or "". */
  list: string;
}

export interface Origin {
  n: number;
  title: string;
  what: "themes" | "best";
  /** Where the step holds fewer than there were: the first so many, of so many. */
  taken?: number;
  of?: number;
}

export interface StepMark {
  activity: number;
  n: number;
  title: string;
  /** draft and not live: still to come; "done": was live before. */
  mark: "done" | "live" | "next";
}

/** join: the join slide; step: the live activity; black; waiting: open, nothing live yet; draft; ended. */
export type Stage = "join" | "step" | "black" | "waiting" | "draft" | "ended";

export interface Picture {
  revision: number;
  version: number;
  now: number;
  workshop: Facts;
  stage: Stage;
  live: Live | null;
}

/** One for all phones: nothing personal in it. The phone ignores join and black. */
export interface PhonePicture extends Picture {
  audience: "phone";
  steps: StepMark[];
  /** Whether one may ask to speak. */
  speakers_open: boolean;
  /** For somebody who comes late; null as long as no step has been held. */
  story: Story | null;
}

/** What has happened so far, as far as the room was shown it. `since`: when the first step was live. */
export interface Story {
  since: number;
  /** `best`: at most three names of a result, the first first; `given`: how many contributions count. */
  held: { n: number; title: string; best: string[]; given: number }[];
  /** Of the steps that decide, whatever came of it. */
  decided: Decided[];
  /** What the moderator wrote down as decided. */
  noted: string[];
}

export interface Decided {
  n: number;
  text: string;
  verdict: "accepted" | "rejected" | "not_quorate" | "none";
  yes: number;
  no: number;
  advisory: boolean;
}

export interface ScreenPicture extends Picture {
  audience: "screen";
  steps_total: number;
  /** Per cent. */
  zoom: number;
  timer: TimerShown | null;
  /** Null unless the moderator shows the list. */
  speakers: SpeakersShown | null;
  /** Null for observers, unless the join slide is up: a further screen of the room can show it at any time. */
  join: { url: string; host: string; code: string; /** SVG path data in a box of `size` modules */ qr: string; size: number } | null;
  seats: { here: number; of: number; guests: number };
}

/** What observers get besides the screen's picture; their results are their own, without names. */
export interface ObserverPicture {
  audience: "observer";
  now: number;
  agenda: (StepMark & { minutes: number })[];
}

/** The step and its time for a further screen, whatever the first one shows. */
export interface TimerShown {
  n: number;
  title: string;
  minutes: number;
  state: RoundState;
  takes_input: boolean;
  closes_at: number | null;
}

/** What the wall shows of the list; `more`: how many wait behind those in `next`. */
export interface SpeakersShown {
  speaking: { name: string; began_at: number } | null;
  next: string[];
  more: number;
  limit: number;
}

/** What the room may read of a measure; `due` is an ISO date or "". */
export interface MeasureLine {
  n: number;
  what: string;
  responsible: string;
  involved: string;
  due: string;
  status: "open" | "doing" | "done" | "dropped";
}

/** A measure as it is edited. `card`: the proposal it was made of; `origin`: id of the option it follows from. */
export interface Measure extends Omit<MeasureLine, "n"> {
  id: number;
  activity: number | null;
  card: number | null;
  origin: string;
}

export interface Theme {
  id: number;
  title: string;
}

/** A text that can be arranged. To screen and phones go only shown ones. */
export interface Row {
  id: number;
  kind: string;
  item: string;
  value: any;
  state: "shown" | "waiting" | "hidden" | "discarded" | "withdrawn";
  theme: number | null;
  merged_into: number | null;
  place: number;
  /** How many voices said yes to it or to what lies under it; 0 under another one. */
  likes: number;
  /** Came after closing. */
  late: boolean;
  /** A question that the room has dealt with. */
  answered_at: number | null;
  at: number;
  /** Cockpit only, without names and open: screen and phones do not show it yet, or still as it was. */
  unseen?: true;
  /** Only where the step was announced as named. */
  who?: string;
}

/**
 * The results of one round for one audience. `whole` comes from the type, null while this
 * audience may not see it. `rows` is a delta since version `since` (null: complete), `gone`
 * its tombstones. Phone and screen get rows only of listed types (cards), the cockpit of
 * every text kind, in every state, also before the reveal.
 */
export interface Results {
  audience: Audience;
  round: number;
  version: number;
  since: number | null;
  count: Count;
  whole: any | null;
  rows: Row[] | null;
  gone: number[];
  themes: Theme[];
  /** Who gave what, only where the step was announced as named: each answer with its names. Texts say it in their rows.
   * `nameless`: how much each gave who has no name, "" where there is no more to say. */
  named?: { label: string; who: string[]; nameless?: string[] }[];
  /** The register of measures, only with a type that shows it. */
  register?: MeasureLine[];
  /** Cockpit only: ids of the seats that have given; null where that would tell what one of them gave without a name. */
  seats_given?: number[] | null;
  /** Unnamed and open: counts, and the texts on screen and phones, move only in steps of five voices. */
  in_fives?: true;
  /** The result by groups, where those who lead show it so. */
  groups?: Groups;
  /** Those of them for which the moderator entered an answer. */
  seats_entered?: number[];
}

/** What this voice gave. The highest `n` per answer is where the next one starts. `id`: its number among the rows of
 * a result, known once the server has sent `me`. */
export interface Mine {
  id?: number;
  round: number;
  activity: number;
  kind: string;
  item: string;
  value: any;
  n: number;
  key: string;
  /** hidden and discarded cards look like this to their author too: t("phone.put_aside"). */
  state: "shown" | "waiting" | "put_aside" | "withdrawn";
  saved_at: number;
  /** By the moderator, for a seat without a device. */
  entered?: boolean;
}

export interface Me {
  participant: number;
  voice: string;
  capacity: "holder" | "deputy" | "guest";
  name: string;
  joined_at: number;
  /** False: waits before the door, and gets nothing else. */
  admitted: boolean;
  /** Came by the seat's personal link, or was confirmed by the moderator. */
  proven: boolean;
  seat: { id: number; name: string; kind: string; has_mayor: boolean } | null;
  /** Their place on the list of speakers, from 1; 0 while they speak. */
  speech: { state: "waiting" | "speaking"; place: number; began_at: number | null } | null;
  /** Further devices of theirs, which the moderator let in, without the one that this is sent to. */
  devices: Device[];
  /** Secret rounds in which this seat has cast. */
  cast: number[];
  /** Rounds that this voice wishes to be secret. */
  wishes: number[];
  /** In whose hands the seat's vote is; null for a guest. */
  holding: Holding | null;
  given: Mine[];
}

/** `id`: the participant it came as; `at`: since when it is theirs. */
export interface Device {
  id: number;
  at: number;
}

/** `other`: who else is on the seat now; `log`: every hand-over, the oldest first. */
export interface Holding {
  mine: boolean;
  other: Capacity | null;
  log: { to: Capacity; at: number }[];
}

export type Capacity = "holder" | "deputy";

/** Cockpit: who is connected. Screen and phones get only the numbers in their pictures. */
export interface Presence {
  audience: "cockpit" | "screen";
  /** seat id → number of connected devices (cockpit only). */
  seats?: { [seat: number]: number };
  devices: number;
  here: number;
  guests: number;
  screens: number;
  cockpits: number;
  /** Accounts whose cockpit is open (cockpit only). */
  moderators?: Account[];
  /** People of a rehearsal who are not real (cockpit only). */
  simulated?: number;
}

/** `code` names a sentence: t("notice.<code>", params). server_restart, more_time {count}, removed, second_device … */
export interface Notice {
  code: string;
  [param: string]: unknown;
}

/** A result by groups: whole or not at all. A part without title is the rest. */
export interface Groups {
  parts: { title: string; voices: number }[];
  voices: number;
  /** `first`: what the rows are, `column`: what is compared; `title`, if any: of what question or axis. */
  tables: { title: string; first: string; column: string; rows: GroupsRow[] }[];
}

/** `values`: of all, then of each part. `term`: the label is a word of the catalogue. */
export interface GroupsRow {
  label: string;
  term: boolean;
  values: (number | null)[];
}
