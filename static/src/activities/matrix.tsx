/** matrix: each thing placed on two axes by a tap or by two numbers; means with their spread. */
import "../css/matrix.css";
import { useState } from "preact/hooks";
import { Base } from "../parts/Base";
import { Before } from "../parts/Before";
import { Status } from "../parts/Status";
import { fine, number, t } from "../i18n";
import type { InputProps, Mine, ResultProps } from "../wire";
import { Plane } from "./matrix/Plane";
import { fromText, toText, type Ask, type Figures, type Place, type Placed, type Thing } from "./matrix/places";
import { Plot } from "./matrix/Plot";

/** What a person gives here. */
export const kind = "place";

export function Input(props: InputProps) {
  const { items } = props.live.ask as Ask;
  return (
    <div class="matrix">
      <p class="secondary">{t("matrix.how")}</p>
      {items.map((thing) => <Placing key={`${props.live.round}-${thing.id}`} thing={thing} {...props} />)}
    </div>
  );
}

/** One axis alone is kept as a draft until the other is there. */
function Placing({ thing: { id, label }, live, mine, give, status, draft }: InputProps & { thing: Thing }) {
  const ask = live.ask as Ask;
  const [half, setHalf] = useState<Partial<Place>>(() => fromText(draft.read(id)));
  const saved = valueOf(mine, id);
  const value: Partial<Place> = saved ?? half;
  const { phase, saved_at } = status(kind, id);
  const choose = (chosen: Partial<Place>) => {
    const { x, y } = { ...value, ...chosen };
    setHalf({ x, y });
    draft.write(id, x && y ? "" : toText(label, { x, y }));
    if (x && y) give({ kind, item: id, value: { x, y } });
  };
  const isHalf = !saved && (half.x === undefined) !== (half.y === undefined);
  return (
    <fieldset class="placing">
      <legend class="placing__label">{label}</legend>
      <span class="placing__status"><Status phase={isHalf ? "draft" : phase} at={saved_at} form="brief" /></span>
      <Plane ask={ask} value={value} choose={choose} />
      {(["x", "y"] as const).map((axis) => (
        <Numbers key={axis} name={`${live.round}-${id}-${axis}`} legend={t("matrix.axis", { ...ask[axis] })} values={ask.values}
          value={value[axis]} choose={(one) => choose({ [axis]: one })} mark={axis === "x" ? "→" : "↑"} />
      ))}
      {isHalf && <p class="secondary small">{t("matrix.half")}</p>}
    </fieldset>
  );
}

interface NumbersProps {
  name: string;
  legend: string;
  mark: string;
  values: number[];
  value: number | undefined;
  choose: (value: number) => void;
}

const Numbers = ({ name, legend, mark, values, value, choose }: NumbersProps) => (
  <fieldset class="placing__axis">
    <legend class="small"><span aria-hidden="true">{mark}</span> {legend}</legend>
    <div class="rating__values" style={{ "--columns": values.length }}>
      {values.map((one) => (
        <label key={one} class="rating__value">
          <input type="radio" name={name} checked={value === one} onChange={() => choose(one)} />
          <span>{number(one)}</span>
        </label>
      ))}
    </div>
  </fieldset>
);

/** How many things have a place. */
export const progress = ({ items }: Ask, mine: Mine[]) => ({
  done: items.filter(({ id }) => valueOf(mine, id) !== null).length,
  of: items.length,
});

export function Result({ live, results, facts, place }: ResultProps) {
  const rows: Placed[] = results.whole?.items ?? [];
  const isPlaced = rows.some((row) => row.n > 0);
  const isMoved = rows.some((row) => row.before);
  return (
    <>
      <div class="matrix-result">
        {isPlaced ? <Plot rows={rows} ask={live.ask} /> : <p class="result__empty">{t("matrix.nobody")}</p>}
        <Legend rows={rows} ask={live.ask} caption={live.title} withVotes={place === "page" || isUneven(rows)} />
      </div>
      <Base live={live} results={results} facts={facts} extra={isPlaced ? [t("matrix.sorted"), t("matrix.cross"), isMoved ? t("matrix.moved") : ""] : []} />
    </>
  );
}

/** Where there is little room the base line says how many; each row only if some got far fewer. */
const isUneven = (rows: Placed[]): boolean => Math.min(...rows.map(({ n }) => n)) < 0.8 * Math.max(...rows.map(({ n }) => n));

interface LegendProps {
  rows: Placed[];
  ask: Ask;
  caption: string;
  withVotes: boolean;
}

const Legend = ({ rows, ask, caption, withVotes }: LegendProps) => (
  <table class="legend">
    <caption class="visually-hidden">{caption}</caption>
    <thead>
      <tr>
        <th scope="col"><span class="visually-hidden">{t("matrix.number")}</span></th>
        <th scope="col"><span class="visually-hidden">{t("matrix.thing")}</span></th>
        {(["x", "y"] as const).map((axis) => (
          <th key={axis} scope="col" class="legend__figures">
            <span aria-hidden="true">{axis === "x" ? "→" : "↑"}</span> <span class="visually-hidden">{t("matrix.axis", { ...ask[axis] })}</span>
          </th>
        ))}
        {withVotes && <th scope="col" class="legend__figures">{t("matrix.n")}</th>}
      </tr>
    </thead>
    <tbody>
      {rows.map((row, i) => (
        <tr key={row.id}>
          <td class="legend__number">{number(i + 1)}</td>
          <th scope="row" class="legend__label">{row.label}<Before run={row.run} was={row.before && `${fine(row.before.x)}\u00a0·\u00a0${fine(row.before.y)}`} /></th>
          <Cell figures={row.x} />
          <Cell figures={row.y} />
          {withVotes && <td class="legend__figures">{number(row.n)}</td>}
        </tr>
      ))}
    </tbody>
  </table>
);

const Cell = ({ figures }: { figures: Figures | null }) => (
  <td class="legend__figures">
    {figures ? <><b>{fine(figures.mean)}</b> <span class="legend__spread">± {fine(figures.spread)}</span></> : "–"}
  </td>
);

const valueOf = (mine: Mine[], item: string): Place | null =>
  mine.find((one) => one.item === item && one.state !== "withdrawn")?.value ?? null;
