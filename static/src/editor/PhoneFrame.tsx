/** A phone with the step on it, ready to be tried. What is given here stays in this frame. */
import { useRef, useState } from "preact/hooks";
import { activities } from "activities:all";
import { t } from "../i18n";
import { StepView } from "../phone/StepView";
import type { StepInput } from "../phone/input";
import type { FormField, Live, Me, Mine, PhonePicture } from "../wire";
import { types } from "./agenda";

/** Somebody who may give in every step. */
const ANYBODY: Me = { participant: 0, voice: "", capacity: "holder", name: "", joined_at: 0, admitted: true, proven: true, seat: null, speech: null, holding: null, devices: [], cast: [], wishes: [], given: [] };

export function PhoneFrame({ picture }: { picture: PhonePicture }) {
  const live = picture.live && asTried(picture.live);
  const input = useTrial(live);
  return (
    <div class="phone-frame" data-surface="phone" tabIndex={0}>
      {live && <StepView live={live} picture={picture} me={ANYBODY} results={null} input={input} />}
    </div>
  );
}

/** Open, whatever it is now; options that only the workshop will bring are stood in for. */
function asTried(live: Live): Live {
  const lacking = types.find(({ name }) => name === live.type)?.fields.filter((spec) => lacks(live, spec)) ?? [];
  const some = ["A", "B", "C"].map((name) => ({ id: name, label: t("editor.some_theme", { name }) }));
  const ask = lacking.length ? { ...live.ask, ...Object.fromEntries(lacking.map(({ name }) => [name, some])) } : live.ask;
  return { ...live, state: "open", shown: false, closes_at: null, ask };
}

/** Options are asked under the name of their field; a type that needs none lacks none unless an earlier step is to bring some. */
const lacks = ({ ask, origin }: Live, { name, kind, least, when }: FormField): boolean =>
  kind === "options" && (least > 0 || origin !== null) && Array.isArray(ask?.[name]) && ask[name].length === 0 && (!when || ask[when[0]] === when[1]);

/** Stands in for the wire: what is given counts as saved at once. */
function useTrial(live: Live | null): StepInput {
  const [mine, setMine] = useState<Mine[]>([]);
  const drafts = useRef(new Map<string, string>());
  const usual = (live && activities[live.type]?.kind) ?? "";
  const find = (kind: string, item: string) => (one: Mine) => one.kind === kind && one.item === item;
  const without = (kind: string, item: string) => (given: Mine[]) => given.filter((one) => !find(kind, item)(one));
  return {
    mine,
    give: ({ kind = usual, item = "", value }) => setMine((given) => [...without(kind, item)(given), tried(live, kind, item, value)]),
    takeBack: ({ kind = usual, item = "" }) => setMine(without(kind, item)),
    status: (kind, item) => {
      const known = mine.find(find(kind, item));
      return { phase: known ? "saved" : "none", saved_at: known?.saved_at ?? null, error: null, pending: undefined };
    },
    draft: { read: (name) => drafts.current.get(name) ?? "", write: (name, text) => void drafts.current.set(name, text) },
  };
}

const tried = (live: Live | null, kind: string, item: string, value: unknown): Mine => ({
  round: live?.round ?? 0, activity: live?.activity ?? 0, kind, item, value, n: 1, key: "", state: "shown", saved_at: Date.now(),
});
