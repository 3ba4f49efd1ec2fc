/** What a page is given before the line is up: its data block, and the forms of the types for the editor. */
import type { Audience } from "../wire";

/** A field of a type's form, as the editor gets it in its boot data: boot.types[name].fields. */
export interface FormField {
  name: string;
  kind: "line" | "share" | "text" | "number" | "switch" | "select" | "lines" | "options" | "priced" | "markdown" | "step" | "parts" | "picture";
  default: any;
  choices: string[];
  least: number;
  most: number;
  required: boolean;
  of: string;
  /** Shown only while the select of that name has that value. */
  when: [string, string] | null;
}

export interface TypeForm {
  name: string;
  privacies: ("named" | "unnamed" | "secret")[];
  fields: FormField[];
  takes_input: boolean;
  /** By default only seats give. */
  votes: boolean;
  /** Decides for the house: where there is a roster only seats give. */
  decides: boolean;
  /** Whether results may be on show while the round is open. */
  shows_live: boolean;
  /** Whether they do while nobody has chosen. */
  opens_shown: boolean;
  /** Whether later steps can take the best of its result. */
  leads_on: boolean;
  /** The moderator sorts its texts into themes. */
  sorts: boolean;
  /** Its fields where it is one question of a form; empty: it cannot be one. */
  in_parts: string[];
}

/** The data block of every page. Page-specific members stand in `page`. */
export interface Boot {
  language: "de" | "en";
  /** The zone of the times that people read; without it this computer's own. */
  timezone?: string;
  strings: { [key: string]: string | { one: string; other: string } };
  workshop: number | null;
  audience: Audience | null;
  csrf: string;
  page: any;
}
