/** A sum shared out: each item has minus, a number to type, plus, and what is left at once. */
import { useState } from "preact/hooks";
import { Icon } from "../../parts/Icon";
import { number, t } from "../../i18n";
import type { InputProps } from "../../wire";
import { Left } from "./Left";
import { changed, fitting, parsed, standing, sumOf, type Amounts, type Ask, type Option } from "./money";

const kind = "split";

export function Split({ live, mine, give, takeBack, status }: InputProps) {
  const ask = live.ask as Ask;
  const amounts = standing<Amounts>(mine, {});
  const left = ask.sum - sumOf(amounts);
  const put = (id: string, amount: number) => {
    const value = changed(amounts, id, amount);
    if (Object.keys(value).length) give({ kind, value });
    else takeBack({ kind });
  };
  return (
    <fieldset class="budget">
      <legend class="visually-hidden">{ask.ask}</legend>
      <Left ask={ask} left={left} status={status(kind, "")} />
      {ask.options.map((option) => (
        <Row key={`${live.round}-${option.id}`} option={option} ask={ask} amount={amounts[option.id] ?? 0} left={left} put={(n) => put(option.id, n)} />
      ))}
    </fieldset>
  );
}

interface RowProps {
  option: Option;
  ask: Ask;
  amount: number;
  left: number;
  put: (amount: number) => void;
}

function Row({ option: { id, label }, ask: { step, unit }, amount, left, put }: RowProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [isCapped, setCapped] = useState(false);
  const set = (wanted: number) => {
    const fits = fitting(wanted, amount + left, step);
    setTyped(null);
    setCapped(fits !== wanted);
    if (fits !== amount) put(fits);
  };
  const press = (event: KeyboardEvent) => {
    const by = { ArrowUp: step, ArrowDown: -step }[event.key];
    if (event.key === "Enter") set(parsed(event.currentTarget instanceof HTMLInputElement ? event.currentTarget.value : ""));
    else if (by) set(Math.max(0, amount + by));
    else return;
    event.preventDefault();
  };
  const rest = fitting(left, left, step);
  return (
    <div class={`budget__row ${amount ? "budget__row--given" : ""}`} role="group" aria-label={label}>
      <span class="budget__label">{label}</span>
      <Step icon="minus" name={t("budget.less", { option: label })} isOff={amount === 0} press={() => set(Math.max(0, amount - step))} />
      <input class="field__control budget__amount" inputMode="numeric" autocomplete="off" enterkeyhint="done"
        aria-label={t("budget.amount_for", { option: label, unit })} aria-describedby={isCapped ? `capped-${id}` : undefined}
        value={typed ?? number(amount)} onFocus={(event) => event.currentTarget.select()} onKeyDown={press}
        onInput={(event) => setTyped(event.currentTarget.value)} onBlur={() => typed !== null && set(parsed(typed))} />
      <Step icon="plus" name={t("budget.more", { option: label })} isOff={left < step} press={() => set(amount + step)} />
      <button type="button" class="button budget__rest" aria-label={t("budget.rest_here", { option: label })} aria-disabled={rest === 0}
        onClick={() => rest > 0 && set(amount + rest)}>{t("budget.rest")}</button>
      {isCapped && <p class="budget__capped" id={`capped-${id}`} role="status">{t("budget.capped", { amount, step })}</p>}
    </div>
  );
}

/** Not `disabled`: the button under the finger, or with the focus, must stay when nothing is left. */
const Step = ({ icon, name, isOff, press }: { icon: "plus" | "minus"; name: string; isOff: boolean; press: () => void }) => (
  <button type="button" class="button budget__step" aria-label={name} aria-disabled={isOff} onClick={() => !isOff && press()}>
    <Icon name={icon} />
  </button>
);
