/** How the room shares the sum out: means as bars, the most first; the median beside them. */
import { number, t } from "../../i18n";
import { Before, type Since } from "../../parts/Before";
import type { ResultProps } from "../../wire";
import type { Ask } from "./money";

/** `before`: its mean. */
interface Row extends Since {
  id: string;
  label: string;
  mean: number;
  median: number;
  total: number;
  low: number;
  high: number;
}

/** Below it, halves and hundredths matter; above, they only blur the number. */
const LARGE = 1000;

export function Shared({ rows, ask, caption, place }: { rows: Row[]; ask: Ask; caption: string; place: ResultProps["place"] }) {
  const most = Math.max(1, ...rows.map(({ mean }) => mean));
  const said = (n: number) => number(ask.sum < LARGE ? n : Math.round(n));
  return (
    <table class="bars sums">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr class="bars__row sums__head">
          <th scope="col"><span class="visually-hidden">{t("budget.option")}</span></th>
          <th scope="col" class="sums__figure">{t("budget.mean")}</th>
          <th scope="col" class="sums__figure">{t("budget.median")}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} class="bars__row bars__row--lead">
            <th scope="row" class="bars__label">
              {row.label}
              <Before run={row.run} was={typeof row.before === "number" ? said(row.before) : null} now={said(row.mean)} />
              {place !== "screen" && <span class="sums__more">{t("budget.range", { low: said(row.low), high: said(row.high), total: said(row.total) })}</span>}
            </th>
            <td class="sums__figure sums__main"><span class="sums__word">{t("budget.mean")} </span>{said(row.mean)}</td>
            <td class="sums__figure"><span class="sums__word">{t("budget.median")} </span>{said(row.median)}</td>
            <td class="bars__mark" aria-hidden="true"><span class="bars__bar" style={{ "--share": row.mean / most }} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
