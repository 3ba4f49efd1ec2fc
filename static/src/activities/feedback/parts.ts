/** A part of a form as its own type knows it: kinds and items without the names around them. Pure. */
import type { InputProps, Live, Mine } from "../../wire";

export interface Part {
  id: string;
  type: string;
  ask: any;
}

type Answer = { kind?: string; item?: string };
type Line = Pick<InputProps, "mine" | "give" | "takeBack" | "status" | "draft">;

const kindOf = ({ type }: Part, kind: string): string => `${type}:${kind}`;
const itemOf = ({ id }: Part, item: string): string => `${id}:${item}`;

/** The step as the part's type draws it. */
export const liveOf = (live: Live, part: Part): Live => ({ ...live, type: part.type, ask: part.ask, title: questionOf(part) || live.title });

/** What this person gave to the part. */
export const mineOf = (mine: readonly Mine[], part: Part): Mine[] =>
  mine
    .filter(({ kind, item }) => kind.startsWith(kindOf(part, "")) && item.startsWith(itemOf(part, "")))
    .map((one) => ({ ...one, kind: one.kind.slice(kindOf(part, "").length), item: one.item.slice(itemOf(part, "").length) }));

/** The ways in which the part's input speaks to the form. `usual`: the kind its type gives if it names none. */
export function lineOf({ mine, give, takeBack, status, draft }: Line, part: Part, usual: string): Line {
  const placed = ({ kind = usual, item = "" }: Answer) => ({ kind: kindOf(part, kind), item: itemOf(part, item) });
  return {
    mine: mineOf(mine, part),
    give: ({ value, ...answer }) => give({ ...placed(answer), value }),
    takeBack: (answer) => takeBack(placed(answer)),
    status: (kind, item) => status(kindOf(part, kind), itemOf(part, item)),
    draft: {
      read: (name) => draft.read(itemOf(part, name)),
      write: (name, text, answer) => draft.write(itemOf(part, name), text, answer && { ...placed(answer), value: answer.value }),
    },
  };
}

/** What the part asks; cards say their questions themselves. */
export const questionOf = ({ ask }: Part): string => ask?.ask ?? "";
