/** Below a closed step that asks for texts: whoever comes too late with one can write it all the same. Comes after the page. */
import type { ActivityView } from "activities:all";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { Button } from "../parts/Button";
import { inputFor, type StepInput } from "../phone/input";
import { letGo } from "../phone/typing";
import type { Live, Mine } from "../wire";
import { handIn, reopened } from "./late";
import "../css/hand-in.css";

interface Props {
  live: Live;
  view: ActivityView;
}

export function HandIn({ live, view }: Props) {
  const input = lateInputFor(live, view);
  if (!input) return null;
  if (reopened.value === live.round) return <Field live={live} view={view} input={input} />;
  return (
    <div class="hand-in">
      <Button icon="plus" onClick={() => (reopened.value = live.round)}>{t("phone.hand_in_more")}</Button>
      <p class="secondary small">{t("phone.hand_in_decides")}</p>
    </div>
  );
}

function Field({ live, view: { Input }, input }: Props & { input: StepInput }) {
  const section = useRef<HTMLElement>(null);
  // Whoever pressed wants to write; where something is asked first, the focus must not be lost all the same.
  useLayoutEffect(() => (section.current?.querySelector<HTMLElement>("textarea, input:not([type=radio])") ?? section.current)?.focus(), []);
  return (
    <section class="hand-in hand-in--open" ref={section} tabIndex={-1} aria-label={t("phone.hand_in_more")}>
      <p class="secondary">{t("phone.hand_in_decides")}</p>
      <Input live={live} {...input} />
      <Button kind="link" onClick={() => (reopened.value = null)}>{t("phone.hand_in_done")}</Button>
    </section>
  );
}

/** What the input of a closed step gets; null where nothing more can be handed in. */
function lateInputFor(live: Live, view: ActivityView): StepInput | null {
  const input = inputFor(live);
  const isOld = (one: Mine): boolean => one.kind === view.kind && !isLate(one, live);
  const inTime = input.mine.filter((one) => isOld(one) && one.state !== "withdrawn").map(({ item }) => item);
  if (inTime.length >= (view.most?.(live.ask) ?? Infinity)) return null;
  const place = ({ kind = view.kind, item = "" }) => ({ round: live.round, activity: live.activity, kind, item });
  return {
    ...input,
    inTime,
    mine: input.mine.filter((one) => !isOld(one)),
    give: ({ value, ...answer }) => (handIn(place(answer), live.title, value), letGo()),
  };
}

/** What is not saved yet cannot have come in time. */
const isLate = ({ saved_at }: Mine, { closed_at }: Live): boolean => saved_at === 0 || saved_at > (closed_at ?? Infinity);
