/** scale: each statement a row of native radios; the distribution as tiles. */
import "../css/rating.css";
import { useContext } from "preact/hooks";
import { Base } from "../parts/Base";
import { Fewer } from "../parts/fewer";
import { Status } from "../parts/Status";
import { Tiles, medianText, type TileRow } from "./tiles/Tiles";
import { decimal, number, t } from "../i18n";
import { Reasons } from "./scale/Reasons";
import type { InputProps, Mine, ResultProps } from "../wire";

export interface Ask {
  ask: string;
  from: string;
  to: string;
  values: number[];
  cannot_judge: boolean;
  /** From so many steps beside the median one is asked for a reason; 0: nobody is. */
  far: number;
  statements: { id: string; label: string }[];
}

/** A row of the result. `before`: where it stood in the round before. */
export interface Rated extends Omit<TileRow, "before" | "split" | "figures"> {
  mean: number | null;
  /** The standard deviation. */
  spread: number | null;
  dissent: boolean;
  reasons: string[];
  before: { run: number; median: number } | null;
}

const NONE = "none";
/** On the wall more would be too small to read; the phones have them all. */
const MOST_SAID = { each: 2, all: 4 };

/** What a person gives here. */
export const kind = "rating";

export function Input(props: InputProps) {
  const { from, to, values, statements } = props.live.ask as Ask;
  return (
    <div class="ratings">
      <p class="ratings__ends">
        <span><b>{values[0]}</b> {from}</span>
        <span><b>{values[values.length - 1]}</b> {to}</span>
      </p>
      {statements.map(({ id, label }) => <Rating key={id} id={id} label={label} {...props} />)}
    </div>
  );
}

function Rating({ id, label, live, part = "", mine, give, status }: InputProps & { id: string; label: string }) {
  const { values, cannot_judge } = live.ask as Ask;
  const value = valueOf(mine, id);
  const { phase, saved_at } = status(kind, id);
  const radio = (one: number | string) => (
    <input type="radio" name={`rating-${live.round}${part}-${id}`} checked={value === one} onChange={() => give({ kind, item: id, value: one })} />
  );
  return (
    <fieldset class="rating">
      <legend class="rating__label">{label}</legend>
      <span class="rating__status"><Status phase={phase} at={saved_at} form="brief" /></span>
      <div class="rating__values" style={{ "--columns": values.length > 6 ? 6 : values.length }}>
        {values.map((one) => <label key={one} class="rating__value">{radio(one)}<span>{number(one)}</span></label>)}
      </div>
      {cannot_judge && <label class="check">{radio(NONE)}<span>{t("scale.cannot_judge")}</span></label>}
    </fieldset>
  );
}

/** How many statements have an answer. */
export function progress({ statements }: Ask, mine: Mine[]) {
  return { done: statements.filter(({ id }) => valueOf(mine, id) !== null).length, of: statements.length };
}

export const After = Reasons;

export function Result({ live, part, results, facts, place }: ResultProps) {
  const fewer = useContext(Fewer);
  const { from, to, cannot_judge } = live.ask as Ask;
  const { values = [], statements = [], sorted: isSorted = false } = results.whole ?? {};
  const shown = place === "screen" ? briefly(statements) : (statements as Rated[]);
  const hasRoom = place !== "screen" || (part === undefined && fewer === 0);
  const rows = shown.map((row) => ({ ...rowOf(row, values[0], live.run), figures: hasRoom ? figuresOf(row) : "" }));
  const hidden = saidIn(statements) - saidIn(shown);
  const words = {
    caption: live.title,
    median: t("scale.median"),
    split: t("scale.dissent"),
    none: cannot_judge ? t("chart.none_short") : "",
  };
  return (
    <>
      <Tiles columns={values.map(number)} ends={[from, to]} rows={rows} words={words} />
      <Base live={live} results={results} facts={facts} extra={[...legend(rows, cannot_judge, isSorted, place), hidden ? t("scale.more_reasons", { count: hidden }) : ""]} />
    </>
  );
}

/** "Mittelwert 3,8 · Streuung 1,1": the median stands in a column of its own. */
const figuresOf = ({ mean, spread }: Rated): string =>
  mean === null || spread === null ? "" : t("scale.figures", { mean: decimal(mean), spread: decimal(spread) });

const rowOf = ({ dissent, before, reasons = [], ...row }: Rated, lowest: number, now: number): Omit<TileRow, "figures"> => ({
  ...row,
  split: dissent,
  said: reasons,
  before: before && {
    at: before.median - lowest,
    words: t("scale.moved", { run: before.run, before: medianText(before.median), now, after: row.median === null ? "–" : medianText(row.median) }),
  },
});

/** The first reasons of each statement, as long as there is room. */
function briefly(statements: Rated[]): Rated[] {
  let left = MOST_SAID.all;
  return statements.map((row) => {
    const reasons = (row.reasons ?? []).slice(0, Math.min(MOST_SAID.each, left));
    left -= reasons.length;
    return { ...row, reasons };
  });
}

const saidIn = (statements: Rated[]): number => statements.reduce((sum, { reasons = [] }) => sum + reasons.length, 0);

/** On the wall the line is short; who wants to know the rule of dissent reads it on the phone. */
function legend(rows: TileRow[], withNone: boolean, isSorted: boolean, place: ResultProps["place"]): string[] {
  const isSplit = place !== "screen" && rows.some((row) => row.split);
  const none = withNone ? t("chart.none_means", { means: t("scale.cannot_judge") }) : "";
  const spread = place !== "screen" && rows.some((row) => row.figures) ? t("scale.spread_means") : "";
  return [t("chart.frame_is_median"), none, spread, isSplit ? t("scale.dissent_means") : "", isSorted ? t("scale.sorted") : ""];
}

export function valueOf(mine: Mine[], item: string): number | string | null {
  return mine.find((one) => one.kind === kind && one.item === item && one.state !== "withdrawn")?.value ?? null;
}
