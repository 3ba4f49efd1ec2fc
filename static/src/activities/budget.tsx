/** budget: a sum shared out with steppers and numbers, or spent on proposals with a price. */
import "../css/budget.css";
import { Base } from "../parts/Base";
import { t } from "../i18n";
import type { InputProps, Mine, ResultProps } from "../wire";
import { Basket } from "./budget/Basket";
import { isEmpty, type Ask } from "./budget/money";
import { Bought } from "./budget/Bought";
import { ByName } from "./named/ByName";
import { Shared } from "./budget/Shared";
import { Split } from "./budget/Split";

/** What a person gives here. */
export const kind = "split";

export function Input(props: InputProps) {
  return (props.live.ask as Ask).way === "priced" ? <Basket {...props} /> : <Split {...props} />;
}

/** Answered once something is given; who keeps some back has answered too. */
export const progress = (_: unknown, mine: Mine[]) => ({ done: isEmpty(mine) ? 0 : 1, of: 1 });

export function Result({ live, results, facts, place }: ResultProps) {
  const ask = live.ask as Ask;
  const { n = 0, options = [], cost = 0 } = results.whole ?? {};
  const isPriced = ask.way === "priced";
  const rule = isPriced ? t("budget.rule") : ask.unit && t("budget.in_unit", { unit: ask.unit });
  return (
    <>
      {n === 0 && <p class="result__empty">{t("budget.nobody")}</p>}
      {n > 0 && (isPriced
        ? <Bought rows={options} ask={ask} cost={cost} caption={live.title} />
        : <Shared rows={options} ask={ask} caption={live.title} place={place} />)}
      <ByName answers={results.named} place={place} />
      <Base live={live} results={results} facts={facts} extra={n ? [rule] : []} />
    </>
  );
}
