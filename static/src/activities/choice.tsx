/** choice: one or several options as native radios or checkboxes; bars in absolute numbers. */
import { Base } from "../parts/Base";
import { Bars, type BarRow } from "../parts/Bars";
import { Button } from "../parts/Button";
import { Status } from "../parts/Status";
import { t } from "../i18n";
import type { InputProps, Mine, ResultProps } from "../wire";
import { ByName } from "./named/ByName";

interface Ask {
  ask: string;
  options: { id: string; label: string }[];
  most: number;
}

const MOST_SQUARES = 40;

/** What a person gives here. */
export const kind = "vote";

export function Input({ live, part = "", mine, give, takeBack, status }: InputProps) {
  const { ask, options, most } = live.ask as Ask;
  const chosen = chosenOf(mine);
  const isFull = most > 1 && chosen.length >= most;
  const send = (ids: string[]) => (ids.length ? give({ kind, value: ids }) : takeBack({ kind }));
  return (
    <fieldset class="options">
      <legend class="visually-hidden">{ask}</legend>
      {most > 1 && <p class="secondary">{t("phone.choose_up_to", { count: most })}</p>}
      {options.map(({ id, label }) => (
        <label key={id} class="option">
          <input
            type={most > 1 ? "checkbox" : "radio"}
            name={`choice-${live.round}${part}`}
            checked={chosen.includes(id)}
            disabled={isFull && !chosen.includes(id)}
            onChange={(event) => send(most > 1 ? toggled(chosen, id, event.currentTarget.checked) : [id])}
          />
          <span class="option__label">{label}</span>
          {chosen.includes(id) && <Status {...brief(status(kind, ""))} form="brief" />}
        </label>
      ))}
      {chosen.length > 0 && <Button kind="link" onClick={() => takeBack({ kind })}>{t("phone.unchoose")}</Button>}
    </fieldset>
  );
}

/** Answered once the vote is in. */
export const progress = (_: unknown, mine: Mine[]) => ({ done: chosenOf(mine).length ? 1 : 0, of: 1 });

export function Result({ live, results, facts, place }: ResultProps) {
  const rows = rowsOf(results.whole?.options ?? []);
  const isCountable = results.count.given <= MOST_SQUARES;
  const legend = [t("chart.by_result"), isCountable ? t("chart.square_is_voice") : "", t("chart.filled_is_most")];
  return (
    <>
      <Bars rows={rows} marks={isCountable ? "squares" : "bars"} caption={live.title} />
      <ByName answers={results.named} place={place} />
      <Base live={live} results={results} facts={facts} extra={legend} />
    </>
  );
}

const chosenOf = (mine: Mine[]): string[] => mine.find((one) => one.state !== "withdrawn")?.value ?? [];

const toggled = (chosen: string[], id: string, isOn: boolean): string[] =>
  isOn ? [...chosen, id] : chosen.filter((one) => one !== id);

const brief = ({ phase, saved_at }: ReturnType<InputProps["status"]>) => ({ phase, at: saved_at });

function rowsOf(options: { id: string; label: string; count: number }[]): BarRow[] {
  const most = Math.max(1, ...options.map(({ count }) => count));
  const rows = options.map((option) => ({ ...option, lead: option.count === most }));
  return rows.sort((a, b) => b.count - a.count);
}
