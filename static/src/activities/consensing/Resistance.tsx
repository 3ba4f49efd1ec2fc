/** Proposals by resistance as a table: the sum, the acceptance, the distribution; below each what would lessen it. */
import { shade } from "../tiles/Tiles";
import { Before, type Since } from "../../parts/Before";
import { fine, number, t } from "../../i18n";
import type { ResultProps } from "../../wire";

/** `before`: its sum. */
export interface Resisted extends Since {
  id: string;
  label: string;
  passive: boolean;
  place: number;
  counts: number[];
  n: number;
  sum: number;
  mean: number | null;
  acceptance: number | null;
  reasons: string[];
}

interface Props {
  rows: Resisted[];
  values: number[];
  caption: string;
  uneven: boolean;
  place: ResultProps["place"];
}

/** On the wall so many reasons find room, those of the proposal in front, if there are few proposals. */
const MOST_ON_SCREEN = 2;
const FEW = 4;

export function Resistance({ rows, values, caption, uneven, place }: Props) {
  const most = Math.max(1, ...rows.flatMap((row) => row.counts));
  const isScreen = place === "screen";
  const atPassive = rows.findIndex((row) => row.passive);
  const hasWorse = atPassive < rows.length - 1 && rows[atPassive].n > 0;
  return (
    <div class="resistance">
      <table class="tiles resistance__table" style={{ "--points": values.length }}>
        <caption class="visually-hidden">{caption}</caption>
        <Head values={values} />
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} most={most} isLine={hasWorse && row.passive} reasons={reasonsAt(row, rows, isScreen)}
              votes={uneven ? votes(row, rows, isScreen) : ""} />
          ))}
        </tbody>
      </table>
      {hasWorse && !isScreen && <p class="secondary">{t("consensing.worse")}</p>}
    </div>
  );
}

function reasonsAt(row: Resisted, rows: Resisted[], isScreen: boolean): string[] {
  if (!isScreen) return row.reasons;
  return row.place === 1 && rows.length <= FEW ? row.reasons.slice(0, MOST_ON_SCREEN) : [];
}

/** How many reasons can be read on the phones only. */
export const unseen = (rows: Resisted[]): number =>
  rows.reduce((sum, row) => sum + row.reasons.length - reasonsAt(row, rows, true).length, 0);

const Head = ({ values }: { values: number[] }) => (
  <thead>
    <tr class="tiles__row" aria-hidden="true">
      <td class="tiles__head--corner" colSpan={3} />
      <td class="tiles__head--ends" colSpan={values.length}>
        <span class="tiles__ends"><span>{t("consensing.none")}</span><span>{t("consensing.greatest")}</span></span>
      </td>
    </tr>
    <tr class="tiles__row">
      <th scope="col" class="tiles__head--corner"><span class="visually-hidden">{t("consensing.option")}</span></th>
      <th scope="col" class="tiles__head tiles__head--side resistance__figure">{t("consensing.sum")}</th>
      <th scope="col" class="tiles__head tiles__head--side resistance__figure">{t("consensing.acceptance")}</th>
      {values.map((value) => <th key={value} scope="col" class="tiles__head">{number(value)}</th>)}
    </tr>
  </thead>
);

interface RowProps {
  row: Resisted;
  reasons: string[];
  most: number;
  /** Whether what stands below meets more resistance than doing nothing. */
  isLine: boolean;
  votes: string;
}

function Row({ row, reasons, most, isLine, votes }: RowProps) {
  const percent = row.acceptance === null ? "–" : t("consensing.percent", { n: Math.round(row.acceptance) });
  return (
    <tr class={`tiles__row ${isLine ? "resistance__row--passive" : ""} ${row.place === 1 && row.n ? "resistance__row--first" : ""}`}>
      <th scope="row" class="tiles__label">
        {row.label}
        {row.passive && <>{" "}<span class="tiles__split">{t("consensing.is_passive")}</span></>}
        {votes && <>{" "}<span class="resistance__votes">{votes}</span></>}
        <Before run={row.run} was={row.before} now={row.n ? row.sum : "–"} />
        {reasons.length > 0 && (
          <ul class="resistance__reasons" aria-label={t("consensing.reasons")}>{reasons.map((text, i) => <li key={i}>{text}</li>)}</ul>
        )}
      </th>
      <td class="resistance__figure resistance__sum"><span class="resistance__word">{t("consensing.sum")} </span>{row.n ? number(row.sum) : "–"}</td>
      <td class="resistance__figure"><span class="resistance__word">{t("consensing.acceptance")} </span>{percent}</td>
      {row.counts.map((count, i) => <td key={i} class={`tiles__tile tiles__tile--${shade(count, most)}`}>{number(count)}</td>)}
    </tr>
  );
}

/** "Mittelwert 3,50 · 8 Stimmen": where not all rated all, the sums alone would mislead. The wall says it where some are missing. */
function votes({ mean, n }: Resisted, rows: Resisted[], isScreen: boolean): string {
  const words = t("consensing.of_votes", { count: n });
  if (isScreen) return rows.some((row) => row.n > n) ? words : "";
  return mean === null ? words : `${t("consensing.mean")} ${fine(mean)} · ${words}`;
}
