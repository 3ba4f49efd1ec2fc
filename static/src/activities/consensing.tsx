/** consensing: the resistance against each proposal, 0 to 10, as a row of native radios; the least stands first. */
import "../css/consensing.css";
import { Base } from "../parts/Base";
import { Status } from "../parts/Status";
import { number, t } from "../i18n";
import type { InputProps, Mine, ResultProps } from "../wire";
import { Reason } from "./consensing/Reason";
import { Resistance, unseen, type Resisted } from "./consensing/Resistance";

interface Ask {
  ask: string;
  options: { id: string; label: string }[];
  values: number[];
  reasons: boolean;
  /** From this resistance on it is asked what would lessen it. */
  asked_from: number;
}

/** Nothing can be changed about nothing being changed; the same id in every workshop. */
const PASSIVE = "passive";

/** What a person gives here. */
export const kind = "rating";

export function Input(props: InputProps) {
  const { options, values } = props.live.ask as Ask;
  return (
    <div class="ratings">
      <p class="ratings__ends">
        <span><b>{values[0]}</b> {t("consensing.none")}</span>
        <span><b>{values[values.length - 1]}</b> {t("consensing.greatest")}</span>
      </p>
      {options.map((option) => <Rating key={`${props.live.round}-${option.id}`} {...option} {...props} />)}
    </div>
  );
}

function Rating({ id, label, ...props }: InputProps & { id: string; label: string }) {
  const { live, mine, give, status } = props;
  const { values, reasons, asked_from } = live.ask as Ask;
  const value = ratingOf(mine, id);
  const { phase, saved_at } = status(kind, id);
  const isAsked = reasons && id !== PASSIVE && (value ?? 0) >= asked_from;
  return (
    <fieldset class="rating">
      <legend class="rating__label">{label}</legend>
      <span class="rating__status"><Status phase={phase} at={saved_at} form="brief" /></span>
      <div class="rating__values" style={{ "--columns": 6 }}>
        {values.map((one) => (
          <label key={one} class="rating__value">
            <input type="radio" name={`resistance-${live.round}-${id}`} checked={value === one}
              onChange={() => give({ kind, item: id, value: one })} />
            <span>{number(one)}</span>
          </label>
        ))}
      </div>
      {(isAsked || givenOf(mine, "reason", id) !== null) && <Reason option={id} {...props} />}
    </fieldset>
  );
}

/** How many proposals are rated; a reason is a gift. */
export function progress({ options }: Ask, mine: Mine[]) {
  return { done: options.filter(({ id }) => ratingOf(mine, id) !== null).length, of: options.length };
}

export function Result({ live, results, facts, place }: ResultProps) {
  // The moderator reads reasons while the round is open; the ratings are nobody's business before it is closed.
  if (!results.whole) return <p class="result__empty">{t("consensing.after_close")}</p>;
  const { values = [], options = [], uneven = false }: { values: number[]; options: Resisted[]; uneven: boolean } = results.whole;
  const isRated = options.some(({ n }) => n > 0);
  const more = place === "screen" ? unseen(options) : 0;
  const rule = t(uneven ? "consensing.order_uneven" : "consensing.order");
  const legend = isRated ? [rule, ...ties(options), more ? t("consensing.more_reasons", { count: more }) : ""] : [];
  return (
    <>
      {isRated
        ? <Resistance rows={options} values={values} caption={live.title} uneven={uneven} place={place} />
        : <p class="result__empty">{t("consensing.nobody")}</p>}
      <Base live={live} results={results} facts={facts} extra={legend} />
    </>
  );
}

/** Which proposals share a place, in words; above all the first one. */
function ties(rows: Resisted[]): string[] {
  const shared = new Map<number, string[]>();
  for (const { n, place, label } of rows) if (n) shared.set(place, [...(shared.get(place) ?? []), label]);
  return [...shared].filter(([, labels]) => labels.length > 1).map(([place, labels]) => t("consensing.tie", { place, options: labels.join(", ") }));
}

function givenOf(mine: Mine[], kindOf: string, item: string): any {
  return mine.find((one) => one.kind === kindOf && one.item === item && one.state !== "withdrawn")?.value ?? null;
}

const ratingOf = (mine: Mine[], item: string): number | null => givenOf(mine, kind, item);
