/** What the sum buys: proposals by votes with their price; what is bought is filled and says so. */
import { number, t } from "../../i18n";
import { Before, type Since } from "../../parts/Before";
import { Squares, marksOf } from "../../parts/Squares";
import type { Ask } from "./money";

/** So many squares stand in one line on the wall. */
const MOST_SQUARES = 20;

/** `before`: its votes. */
interface Row extends Since {
  id: string;
  label: string;
  price: number;
  votes: number;
  bought: boolean;
}

export function Bought({ rows, ask, cost, caption }: { rows: Row[]; ask: Ask; cost: number; caption: string }) {
  const most = Math.max(1, ...rows.map(({ votes }) => votes));
  const count = rows.filter(({ bought }) => bought).length;
  return (
    <div class="sums__buy">
      <p class="sums__words">{count ? t("budget.buys", { count, cost, left: ask.sum - cost, unit: ask.unit }) : t("budget.buys_none")}</p>
      <table class="bars sums">
        <caption class="visually-hidden">{caption}</caption>
        <tbody>
          {rows.map(({ id, label, price, votes, bought, run, before }) => (
            <tr key={id} class={`bars__row ${bought ? "bars__row--lead" : ""}`}>
              <th scope="row" class="bars__label">{label}{bought && <span class="sums__tag">{t("budget.bought")}</span>}<Before run={run} was={before} now={votes} /></th>
              <td class="sums__figure">{t("budget.amount", { amount: price, unit: ask.unit })}</td>
              <td class="sums__figure sums__main">{number(votes)}</td>
              <td class="bars__mark" aria-hidden="true">
                {most > MOST_SQUARES
                  ? <span class="bars__bar" style={{ "--share": votes / most }} />
                  : <Squares marks={marksOf(bought ? { filled: votes } : { outlined: votes })} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
