/** One measure to edit: its fields, where it stands, what became of the last change. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n";
import { Status, type Phase } from "../../parts/Status";
import type { Measure } from "../../wire";
import { Act } from "../Act";
import { act, type Place } from "../doing";
import { Button } from "../../parts/Button";
import { Cell } from "./Cell";
import { saving, type FieldName } from "./saving";

const FIELDS: FieldName[] = ["what", "responsible", "involved", "due", "status"];
/** Milliseconds that "saved" stands beside a row. */
const SAID = 6_000;

interface Props {
  measure: Measure;
  n: number;
  count: number;
  list: string;
  /** What it follows from, in words. */
  origin: string;
  place: Place;
}

export function Row({ measure, n, count, list, origin, place }: Props) {
  return (
    <li class={`measure measure--${measure.status}`} data-measure={measure.id} aria-label={t("register.measure_n", { n })}>
      <b class="measure__n" aria-hidden="true">{n}</b>
      {FIELDS.map((field) => <Cell key={field} measure={measure} field={field} n={n} {...(field === "responsible" && { list })} />)}
      <div class="measure__end">
        <Move measure={measure} to={n - 1} count={count} icon="arrow-up" label={t("register.up", { n })} place={place} />
        <Move measure={measure} to={n + 1} count={count} icon="arrow-down" label={t("register.down", { n })} place={place} />
        <Act place={place} command="remove_measure" payload={{ measure: measure.id }} kind="quiet" size="small" icon="trash" label={t("register.remove", { n })}>{""}</Act>
      </div>
      <p class="measure__state small">
        {origin && <span class="secondary measure__origin">{t("register.from", { origin })}</span>}
        <State measure={measure} />
      </p>
    </li>
  );
}

interface MoveProps {
  measure: Measure;
  to: number;
  count: number;
  icon: "arrow-up" | "arrow-down";
  label: string;
  place: Place;
}

/** At the end of the list the button stays, so that the focus does. */
function Move({ measure, to, count, icon, label, place }: MoveProps) {
  const isEnd = to < 1 || to > count;
  return (
    <Button kind="quiet" size="small" icon={icon} aria-label={label} aria-disabled={isEnd}
      onClick={() => isEnd || void act(place, "move_measure", { measure: measure.id, to })} />
  );
}

/** The least finished field decides. */
function State({ measure }: { measure: Measure }) {
  const phase = phaseOf(measure);
  const [isSaved, setSaved] = useState(false);
  useEffect(() => {
    if (phase === "sending") setSaved(true);
    if (phase !== "none" || !isSaved) return;
    const timer = setTimeout(() => setSaved(false), SAID);
    return () => clearTimeout(timer);
  }, [phase, isSaved]);
  return <Status phase={phase === "none" && isSaved ? "saved" : phase} />;
}

function phaseOf({ id }: Measure): Phase {
  const phases = FIELDS.map((field) => saving.editOf({ measure: id, field })?.phase);
  if (phases.includes("conflict") || phases.includes("refused")) return "failed";
  if (phases.includes("waiting")) return "waiting";
  if (phases.includes("sending")) return "sending";
  return phases.includes("typing") ? "draft" : "none";
}
