/** scale: each statement a row of native radios; the distribution as tiles. */
import { Base } from "../parts/Base";
import { Status } from "../parts/Status";
import { Tiles, type TileRow } from "../parts/Tiles";
import { number, t } from "../i18n";
import type { InputProps, Mine, ResultProps } from "../wire";

interface Ask {
  ask: string;
  from: string;
  to: string;
  values: number[];
  cannot_judge: boolean;
  statements: { id: string; label: string }[];
}

const NONE = "none";

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

function Rating({ id, label, live, mine, give, status }: InputProps & { id: string; label: string }) {
  const { values, cannot_judge } = live.ask as Ask;
  const value = valueOf(mine, id);
  const { phase, saved_at } = status(kind, id);
  const radio = (one: number | string) => (
    <input type="radio" name={`rating-${live.round}-${id}`} checked={value === one} onChange={() => give({ kind, item: id, value: one })} />
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

export function Result({ live, results, facts, place }: ResultProps) {
  const { from, to, cannot_judge } = live.ask as Ask;
  const { values = [], statements = [], sorted: isSorted = false } = results.whole ?? {};
  const rows: TileRow[] = statements.map(({ dissent, ...row }: TileRow & { dissent: boolean }) => ({ ...row, split: dissent }));
  const words = {
    caption: live.title,
    median: t("scale.median"),
    split: t("scale.dissent"),
    none: cannot_judge ? t("chart.none_short") : "",
    mean: place === "page" ? t("scale.mean") : "",
  };
  return (
    <>
      <Tiles columns={values.map(number)} ends={[from, to]} rows={rows} words={words} />
      <Base live={live} results={results} facts={facts} extra={legend(rows, cannot_judge, isSorted, place)} />
    </>
  );
}

/** On the wall the line is short; who wants to know the rule of dissent reads it on the phone. */
function legend(rows: TileRow[], withNone: boolean, isSorted: boolean, place: ResultProps["place"]): string[] {
  const isSplit = place !== "screen" && rows.some((row) => row.split);
  const none = withNone ? t("chart.none_means", { means: t("scale.cannot_judge") }) : "";
  return [t("chart.frame_is_median"), none, isSplit ? t("scale.dissent_means") : "", isSorted ? t("scale.sorted") : ""];
}

function valueOf(mine: Mine[], item: string): number | string | null {
  return mine.find((one) => one.item === item && one.state !== "withdrawn")?.value ?? null;
}
