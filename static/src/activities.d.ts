/** Made by tools/activities.mjs: every file of activities/, keyed by its name, which is the type's. */
declare module "activities:all" {
  import type { ComponentType } from "preact";
  import type { AfterProps, Groups, InputProps, Live, Me, Mine, ResultProps, Results } from "./wire";

  export interface ActivityView {
    Input: ComponentType<InputProps>;
    Result: ComponentType<ResultProps>;
    /** What a phone shows below the result of a closed round: see Kind(after=True). */
    After?: ComponentType<AfterProps>;
    /** The kind of contribution its input makes, "" for none. */
    kind: string;
    /** Kinds that are no answer: what a person says about themselves, or of another's text. */
    beside?: readonly string[];
    /** How many answers a person can give, where that is not any number. */
    most?: (ask: any) => number;
    /** How much of the step a person has answered; a type of any number of answers has none. */
    progress?: (ask: any, mine: Mine[]) => { done: number; of: number };
  }

  /** True while a type that is not in `activities` may still come: a phone fetches most of them after its page. */
  export const arriving: { readonly value: boolean };
  /** What else a phone fetches after its page: all that static/src/later exports. Other pages have it at once. */
  export const parts: { [part in "Called" | "Ask" | "Wish" | "OthersVote" | "HandOver" | "Entered" | "NewDevice" | "Devices"]?: ComponentType } & {
    Ballot?: ComponentType<{ live: Live; me: Me; results: Results | null }>;
    Drafts?: ComponentType<{ live: Live | null; view: ActivityView | undefined }>;
    HandIn?: ComponentType<{ live: Live; view: ActivityView }>;
    Groups?: ComponentType<{ groups: Groups; title: string }>;
  };
  /** Fetches the other types; rejects when the line fails. */
  export const fetchLater: () => Promise<void>;
  export const activities: { [type: string]: ActivityView | undefined };
}

declare module "*.css";
