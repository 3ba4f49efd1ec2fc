/** <Plot rows ask />: a square with numbered points at the means, the spread a thin cross. The numbers stand in the legend. */
import { number } from "../../i18n";
import type { Ask, Figures, Placed } from "./places";

/** Width of the drawing in its own units, an em each on the wall. */
const SIZE = 11;
const RADIUS = 0.62;

export function Plot({ rows, ask: { x: across, y: up, values } }: { rows: Placed[]; ask: Ask }) {
  const cell = SIZE / values.length;
  const inner = values.slice(1).map((_, i) => (i + 1) * cell);
  const points = together(rows);
  return (
    <div class="plot" aria-hidden="true">
      <p class="plot__end">↑ {up.to}</p>
      <svg class="plot__square" viewBox={`0 0 ${SIZE} ${SIZE}`} focusable="false">
        {inner.map((at) => <path key={at} class="plot__grid" d={`M${at} 0V${SIZE} M0 ${at}H${SIZE}`} />)}
        <rect class="plot__frame" x="0" y="0" width={SIZE} height={SIZE} />
        {points.map(({ x, y, name }) => <Cross key={name} x={x} y={y} cell={cell} />)}
        {[...points].reverse().map(({ x, y, name }) => <Point key={name} x={right(x.mean, cell)} y={upward(y.mean, cell)} name={name} />)}
      </svg>
      <p class="plot__end">↓ {up.from}</p>
      <p class="plot__ends"><span>← {across.from}</span><span>{across.to} →</span></p>
    </div>
  );
}

const Point = ({ x, y, name }: { x: number; y: number; name: string }) => (
  <g transform={`translate(${x} ${y})`}>
    <rect class="plot__point" x={-RADIUS * name.length ** 0.7} y={-RADIUS} width={2 * RADIUS * name.length ** 0.7} height={2 * RADIUS} rx={RADIUS} />
    <text class="plot__name" y="0.28">{name}</text>
  </g>
);

function Cross({ x, y, cell }: { x: Figures; y: Figures; cell: number }) {
  const [left, end] = [right(x.mean - x.spread, cell), right(x.mean + x.spread, cell)];
  const [top, bottom] = [upward(y.mean + y.spread, cell), upward(y.mean - y.spread, cell)];
  return <path class="plot__cross" d={`M${left} ${upward(y.mean, cell)}H${end} M${right(x.mean, cell)} ${top}V${bottom}`} />;
}

/** The middle of the first square is 1; what would stand outside ends at the frame. */
const right = (value: number, cell: number): number => Math.min(SIZE, Math.max(0, (value - 0.5) * cell));
const upward = (value: number, cell: number): number => SIZE - right(value, cell);

/** Things at one and the same place share a point. */
function together(rows: Placed[]): { name: string; x: Figures; y: Figures }[] {
  const points: { name: string; x: Figures; y: Figures }[] = [];
  rows.forEach(({ x, y }, i) => {
    if (!x || !y) return;
    const same = points.find((one) => one.x.mean === x.mean && one.y.mean === y.mean);
    if (same) same.name += `, ${number(i + 1)}`;
    else points.push({ name: number(i + 1), x, y });
  });
  return points;
}
