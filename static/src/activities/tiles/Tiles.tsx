/**
 * <Tiles columns={["1",…,"5"]} ends={["läuft gut", "großer Bedarf"]} rows={[…]} words={…} />: the distribution of
 * a scale as a table: darker = more voices, median framed, zero dashed, dissent in words.
 */
import "../../css/tiles.css";
import { Fragment } from "preact";
import { decimal, number } from "../../i18n";

export interface TileRow {
  id: string;
  label: string;
  counts: number[];
  /** Voices that could not judge. */
  none: number;
  median: number | null;
  /** Further figures in words, in small below the label: mean and spread. */
  figures: string;
  /** Indices of the framed tiles: one, or two when the median lies between. */
  framed: number[];
  split: boolean;
  /** Where the median of the round before stood, with the words for it: "Runde 1: 3 → Runde 2: 4". */
  before?: { at: number; words: string } | null;
  /** What was said about it, below its row. */
  said?: string[];
}

interface Props {
  columns: string[];
  ends: [string, string];
  rows: TileRow[];
  words: TileWords;
}

/** `none` is the head of a column; empty: no such column. */
export interface TileWords {
  caption: string;
  median: string;
  split: string;
  none: string;
}

/** One step for each of zero, few … many, against the highest count of the table. */
export function shade(count: number, most: number): 0 | 1 | 2 | 3 | 4 {
  if (count === 0) return 0;
  const share = count / most;
  if (share > 0.85) return 4;
  if (share > 0.6) return 3;
  return share > 0.35 ? 2 : 1;
}

export function Tiles({ columns, ends, rows, words }: Props) {
  // Against the whole table: a row in which few could judge must not look as dark as a full one.
  const most = Math.max(1, ...rows.flatMap((row) => row.counts));
  return (
    <table class={words.none ? "tiles" : "tiles tiles--sure"} style={{ "--points": columns.length }}>
      <caption class="visually-hidden">{words.caption}</caption>
      <thead>
        <tr class="tiles__row" aria-hidden="true">
          <td class="tiles__head--corner" />
          <td class="tiles__head--ends" colSpan={columns.length}>
            <span class="tiles__ends"><span>{ends[0]}</span><span>{ends[1]}</span></span>
          </td>
        </tr>
        <tr class="tiles__row">
          <td class="tiles__head--corner" />
          {columns.map((column) => <th key={column} scope="col" class="tiles__head">{column}</th>)}
          {words.none && <th scope="col" class="tiles__head tiles__head--side">{words.none}</th>}
          <th scope="col" class="tiles__head tiles__head--side tiles__head--median">{words.median}</th>
        </tr>
      </thead>
      <tbody>{rows.map((row) => <Row key={row.id} row={row} words={words} most={most} />)}</tbody>
    </table>
  );
}

interface RowProps {
  row: TileRow;
  words: TileWords;
  most: number;
}

const Row = (props: RowProps) => (
  <Fragment>
    <Counts {...props} />
    {props.row.before && <Move row={props.row} from={props.row.before.at} />}
    {props.row.said && props.row.said.length > 0 && <Said said={props.row.said} />}
  </Fragment>
);

function Counts({ row, words, most }: RowProps) {
  return (
    <tr class="tiles__row">
      <th scope="row" class="tiles__label" rowSpan={row.before ? 2 : 1}>
        {row.label}
        {row.split && <>{" "}<span class="tiles__split">↔ {words.split}</span></>}
        {row.figures && <span class="tiles__figures">{row.figures}</span>}
        {row.before && <span class="tiles__before">{row.before.words}</span>}
      </th>
      {row.counts.map((count, i) => (
        <td key={i} class={`tiles__tile tiles__tile--${shade(count, most)} ${row.framed.includes(i) ? "tiles__tile--median" : ""}`}>
          {number(count)}
        </td>
      ))}
      {words.none && <td class="tiles__side">{row.none ? number(row.none) : "–"}</td>}
      <td class="tiles__median">{row.median === null ? "–" : medianText(row.median)}</td>
    </tr>
  );
}

/** From the old median to the new; the words stand with the label. */
function Move({ row: { counts, framed }, from }: { row: TileRow; from: number }) {
  const to = framed.reduce((sum, at) => sum + at, 0) / framed.length;
  const way = to > from ? "up" : to < from ? "down" : "";
  const share = (at: number) => (at + 0.5) / counts.length;
  return (
    <tr class="tiles__row tiles__row--move" aria-hidden="true">
      <td colSpan={counts.length} class="tiles__way">
        {way && <span class={`tiles__arrow tiles__arrow--${way}`} style={{ "--start": share(Math.min(from, to)), "--length": Math.abs(share(to) - share(from)) }} />}
      </td>
    </tr>
  );
}

/** Over all columns, however many there are. */
const Said = ({ said }: { said: string[] }) => (
  <tr class="tiles__row">
    <td colSpan={100} class="tiles__said"><ul>{said.map((text) => <li key={text}>{text}</li>)}</ul></td>
  </tr>
);

export const medianText = (median: number): string => (Number.isInteger(median) ? number(median) : decimal(median));
