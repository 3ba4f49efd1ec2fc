/** Proposals with their price: one ticks what one would buy, as long as the sum lasts. */
import { t } from "../../i18n";
import type { InputProps } from "../../wire";
import { Left } from "./Left";
import { standing, type Ask } from "./money";

const kind = "split";

export function Basket({ live, mine, give, takeBack, status }: InputProps) {
  const ask = live.ask as Ask;
  const { options, sum, unit } = ask;
  const basket = standing<string[]>(mine, []);
  const left = options.reduce((rest, { id, price = 0 }) => (basket.includes(id) ? rest - price : rest), sum);
  const put = (id: string, isOn: boolean) => {
    const value = isOn ? [...basket, id] : basket.filter((one) => one !== id);
    if (value.length) give({ kind, value });
    else takeBack({ kind });
  };
  return (
    <fieldset class="options">
      <legend class="visually-hidden">{ask.ask}</legend>
      <Left ask={ask} left={left} status={status(kind, "")} />
      {options.map(({ id, label, price = 0 }) => {
        const isIn = basket.includes(id);
        const over = isIn ? 0 : price - left;
        return (
          <label key={id} class="option">
            <input type="checkbox" checked={isIn} disabled={over > 0} onChange={(event) => put(id, event.currentTarget.checked)} />
            <span class="option__label">
              {label}
              <span class="budget__price">
                <b>{t("budget.amount", { amount: price, unit })}</b>
                {over > 0 && <> · {t("budget.too_dear", { over, unit })}</>}
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
