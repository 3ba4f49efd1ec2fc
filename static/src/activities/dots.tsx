/** dots: points shared out with minus and plus; the sums as circles, one a point. */
import "../css/dots.css";
import "../css/left-over.css";
import { Base } from "../parts/Base";
import { Bars, type BarRow } from "../parts/Bars";
import { Icon } from "../parts/Icon";
import { Squares, marksOf } from "../parts/Squares";
import { Status } from "../parts/Status";
import { t } from "../i18n";
import type { InputProps, Mine, ResultProps } from "../wire";
import { ByName } from "./named/ByName";

interface Ask {
  ask: string;
  options: { id: string; label: string }[];
  points: number;
  most_per_option: number;
}

type Points = { [option: string]: number };

const MOST_DOTS = 40;
/** So many stand out in the result, if there are more. */
const LEADING = 3;

/** What a person gives here. */
export const kind = "points";

export function Input({ live, mine, give, takeBack, status }: InputProps) {
  const { ask, options, points, most_per_option: most } = live.ask as Ask;
  const given = givenOf(mine);
  const left = points - sumOf(given);
  const { phase, saved_at } = status(kind, "");
  const put = (id: string, count: number) => {
    const { [id]: _, ...others } = given;
    const value = count ? { ...others, [id]: count } : others;
    if (Object.keys(value).length) give({ kind, value });
    else takeBack({ kind });
  };
  return (
    <fieldset class="dots">
      <legend class="visually-hidden">{ask}</legend>
      <div class="left-over">
        <span>
          <span class="dots__sum" role="status" aria-live="polite">{t("dots.left", { left, count: points })}</span>
          {most < points && <span class="secondary small">{t("dots.most_here", { count: most })}</span>}
        </span>
        <Squares marks={marksOf({ filled: left, outlined: points - left })} shape="dots" />
      </div>
      {options.map(({ id, label }) => {
        const count = given[id] ?? 0;
        return (
          <Row key={id} label={label} count={count} most={most} isFree={left > 0} put={(n) => put(id, n)}>
            {count > 0 && <Status phase={phase} at={saved_at} form="brief" />}
          </Row>
        );
      })}
    </fieldset>
  );
}

interface RowProps {
  label: string;
  count: number;
  most: number;
  /** Whether a point is left. */
  isFree: boolean;
  put: (count: number) => void;
  children: preact.ComponentChildren;
}

function Row({ label, count, most, isFree, put, children }: RowProps) {
  return (
    <div class={`dots__row ${count ? "dots__row--given" : ""}`} role="group" aria-label={label}>
      <span class="dots__label">{label}</span>
      <span class="dots__status">{children}</span>
      <Step icon="minus" name={t("dots.remove", { option: label })} isOff={count === 0} step={() => put(count - 1)} />
      <Squares marks={marksOf({ filled: count, outlined: most - count })} shape="dots" label={t("dots.given_here", { count })} />
      <Step icon="plus" name={t("dots.add", { option: label })} isOff={!isFree || count >= most} step={() => put(count + 1)} />
    </div>
  );
}

/** Not `disabled`: the button under the finger, or with the focus, must stay when the last point is given. */
const Step = ({ icon, name, isOff, step }: { icon: "plus" | "minus"; name: string; isOff: boolean; step: () => void }) => (
  <button type="button" class="button dots__step" aria-label={name} aria-disabled={isOff} onClick={() => !isOff && step()}>
    <Icon name={icon} />
  </button>
);

/** Answered once a point is given; who keeps some back has answered too. */
export const progress = (_: unknown, mine: Mine[]) => ({ done: sumOf(givenOf(mine)) ? 1 : 0, of: 1 });

export function Result({ live, results, facts, place }: ResultProps) {
  const { points, most_per_option: most } = live.ask as Ask;
  const { options = [], points: sum = 0 } = results.whole ?? {};
  const rows = rowsOf(options);
  const isCountable = rows.every(({ count }) => count <= MOST_DOTS);
  const leading = rows.filter(({ lead }) => lead).length;
  const rule = [t("dots.each", { count: points }), most < points ? t("dots.most_here", { count: most }) : ""];
  const filled = leading === 1 ? t("dots.filled_one") : t("dots.filled", { count: leading });
  const legend = [t("dots.all", { count: sum }), rule.filter(Boolean).join(", "), leading > 0 && leading < rows.length ? filled : ""];
  return (
    <>
      <Bars rows={rows} marks={isCountable ? "dots" : "bars"} caption={live.title} />
      <ByName answers={results.named} place={place} />
      <Base live={live} results={results} facts={facts} extra={legend} />
    </>
  );
}

const givenOf = (mine: Mine[]): Points => mine.find((one) => one.state !== "withdrawn")?.value ?? {};

const sumOf = (given: Points): number => Object.values(given).reduce((sum, n) => sum + n, 0);

/** The first three lead, and who has as many as the third. */
function rowsOf(options: { id: string; label: string; count: number }[]): BarRow[] {
  const last = options[Math.min(LEADING, Math.max(1, options.length - 1)) - 1]?.count ?? 0;
  return options.map((option) => ({ ...option, lead: option.count > 0 && option.count >= last }));
}
