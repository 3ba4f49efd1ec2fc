/**
 * <Bars rows={[{ id, label, count, lead }]} marks="squares" caption="…" />: options with their counts as a
 * real table: words, number in one column, mark. Up to 40 voices squares (or dots), above that bars.
 * `lead` fills the mark; the caption is for screen readers.
 */
import { number } from "../i18n";
import { Before, type Since } from "./Before";
import { Squares, marksOf } from "./Squares";

export interface BarRow extends Since {
  id: string | number;
  label: string;
  count: number;
  /** How the count is written, if not as a number of ours. */
  text?: string;
  lead: boolean;
}

interface Props {
  rows: BarRow[];
  marks: "squares" | "dots" | "bars";
  caption: string;
}

export function Bars({ rows, marks, caption }: Props) {
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <table class="bars">
      <caption class="visually-hidden">{caption}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} class={row.lead ? "bars__row bars__row--lead" : "bars__row"}>
            <th scope="row" class="bars__label">{row.label}<Before run={row.run} was={row.before} now={row.text ?? row.count} /></th>
            <td class="bars__count">{row.text ?? number(row.count)}</td>
            <td class="bars__mark" aria-hidden="true">
              {marks === "bars" ? <BarMark share={row.count / most} /> : <Marks row={row} shape={marks} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Marks = ({ row, shape }: { row: BarRow; shape: "squares" | "dots" }) => (
  <Squares marks={marksOf(row.lead ? { filled: row.count } : { outlined: row.count })} shape={shape} />
);

const BarMark = ({ share }: { share: number }) => <span class="bars__bar" style={{ "--share": share }} />;
