/** What a step's input gets: this person's answers of the round, and ways to change them. */
import { activities } from "activities:all";
import { readDraft, writeDraft } from "../drafts";
import { give, mine, status, takeBack } from "../post";
import type { InputProps, Live } from "../wire";
import { keepStep, letGo } from "./typing";

export type StepInput = Omit<InputProps, "live">;

export function inputFor(live: Live): StepInput {
  const { round, activity, title } = live;
  const place = ({ kind = activities[live.type]?.kind ?? "", item = "" }) => ({ round, activity, kind, item });
  return {
    mine: mine.value.filter((one) => one.round === round),
    give: ({ value, ...answer }) => (give(place(answer), value), letGo()),
    takeBack: (answer) => takeBack(place(answer)),
    status: (kind, item) => status({ round, activity, kind, item }),
    draft: {
      read: (name) => readDraft(round, name),
      write: (name, text, answer) => (writeDraft({ round, activity, title, name, text, answer }), keepStep(text)),
    },
  };
}
