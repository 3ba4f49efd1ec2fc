/** ranking: a list brought into one's own order; the places by Schulze and by Borda. */
import "../css/ranking.css";
import { useState } from "preact/hooks";
import { Base } from "../parts/Base";
import { Before, type Since } from "../parts/Before";
import { Button } from "../parts/Button";
import { Status } from "../parts/Status";
import { number, t } from "../i18n";
import type { InputProps, Mine, ResultProps } from "../wire";
import { fromText, ordered, toText, type Option } from "./ranking/order";
import { Sorter } from "./ranking/Sorter";

interface Ask {
  ask: string;
  options: Option[];
}

/** What a person gives here. */
export const kind = "order";

/** Nothing counts before it is sent once: the agenda's order, looked at, is no opinion. */
export function Input({ live, mine, give, draft }: InputProps) {
  const { ask, options } = live.ask as Ask;
  const sent = orderOf(mine);
  const [moved, setMoved] = useState<string[] | null>(() => fromText(draft.read(kind), options));
  const order = sent ?? moved ?? options.map(({ id }) => id);
  const change = (value: string[]) => {
    setMoved(value);
    if (sent) give({ kind, value });
    else draft.write(kind, toText(value, options), { kind, item: "", value });
  };
  const send = () => {
    draft.write(kind, "");
    give({ kind, value: order });
  };
  return (
    <fieldset class="ranking">
      <legend class="visually-hidden">{ask}</legend>
      <p class="secondary">{t("ranking.how")}</p>
      <Sorter options={ordered(order, options)} change={change} />
      {sent ? (
        <p class="secondary">{t("ranking.sent")}</p>
      ) : (
        <>
          {moved && <Status phase="draft" />}
          <Button kind="primary" size="wide" onClick={send}>{t("ranking.send")}</Button>
        </>
      )}
    </fieldset>
  );
}

/** Answered once the order is sent. */
export const progress = (_: unknown, mine: Mine[]) => ({ done: orderOf(mine) ? 1 : 0, of: 1 });

/** `before`: its place by Schulze. */
interface Row extends Option, Since {
  schulze: number | null;
  borda: number | null;
  points: number;
}

export function Result({ live, results, facts, place }: ResultProps) {
  const { options = [], n = 0, differ = false }: { options: Row[]; n: number; differ: boolean } = results.whole ?? {};
  const hasTies = new Set(options.map((row) => row.schulze)).size < options.length;
  const legend = n ? [t("ranking.by_schulze"), hasTies ? t("ranking.ties") : ""] : [];
  return (
    <>
      {n ? <Places rows={options} caption={live.title} /> : <p class="result__empty">{t("ranking.nobody")}</p>}
      {n > 0 && <Words rows={options} differ={differ} isLong={place !== "screen"} />}
      <Base live={live} results={results} facts={facts} extra={legend} />
    </>
  );
}

const Places = ({ rows, caption }: { rows: Row[]; caption: string }) => (
  <table class="places">
    <caption class="visually-hidden">{caption}</caption>
    <thead>
      <tr class="places__row places__row--head">
        <th scope="col" class="places__place">{t("ranking.schulze")}</th>
        <th scope="col" class="places__label"><span class="visually-hidden">{t("ranking.option")}</span></th>
        <th scope="col" class="places__other">{t("ranking.borda")}</th>
        <th scope="col" class="places__points">{t("ranking.points")}</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.id} class={`places__row ${row.schulze === 1 ? "places__row--first" : ""}`}>
          <td class="places__place">{number(row.schulze ?? 0)}</td>
          <th scope="row" class="places__label">{row.label}<Before run={row.run} was={row.before && t("ranking.place_n", { n: row.before })} now={row.schulze ?? 0} /></th>
          <td class="places__other"><span class={row.schulze === row.borda ? "" : "places__differs"}>{number(row.borda ?? 0)}</span></td>
          <td class="places__points">{number(row.points)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** Where the methods differ it is said, because a framed number alone would not be understood. */
function Words({ rows, differ, isLong }: { rows: Row[]; differ: boolean; isLong: boolean }) {
  const differing = rows.filter((row) => row.schulze !== row.borda);
  const said = differing.map((row) => t("ranking.differs", { option: row.label, schulze: row.schulze, borda: row.borda }));
  return (
    <div class="places__words">
      <p>{differ ? t("ranking.differ") : t("ranking.agree")}{" "}{isLong ? "" : said.slice(0, 2).join(" ")}</p>
      {isLong && differ && <ul>{said.map((one) => <li key={one}>{one}</li>)}</ul>}
      {isLong && <p class="secondary">{t("ranking.means")}</p>}
    </div>
  );
}

const orderOf = (mine: Mine[]): string[] | null => mine.find((one) => one.state !== "withdrawn")?.value ?? null;
