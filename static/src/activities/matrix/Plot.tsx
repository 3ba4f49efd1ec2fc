/** <Plot rows ask />: a square with a thin cross at each mean, as wide as the spread, and its number. The figures stand in the legend. */
import type { Ask, Placed } from "./places";
import { RADIUS, SIZE, pointsOf, within, type Point } from "./points";

export function Plot({ rows, ask: { x: across, y: up, values } }: { rows: Placed[]; ask: Ask }) {
  const cell = SIZE / values.length;
  const inner = values.slice(1).map((_, i) => (i + 1) * cell);
  const points = pointsOf(rows, cell);
  return (
    <div class="plot" aria-hidden="true">
      <p class="plot__up"><span>{up.from}</span><span>{`${up.to}\u00a0→`}</span></p>
      <svg class="plot__square" viewBox={`0 0 ${SIZE} ${SIZE}`} focusable="false">
        {inner.map((at) => <path key={at} class="plot__grid" d={`M${at} 0V${SIZE} M0 ${at}H${SIZE}`} />)}
        <rect class="plot__frame" x="0" y="0" width={SIZE} height={SIZE} />
        {points.map((point) => <path key={point.name} class="plot__cross" d={crossOf(point)} />)}
        {points.map((point) => point.from && <Way key={point.name} from={point.from} to={point} />)}
        {points.map((point) => <Numbered key={point.name} point={point} />)}
      </svg>
      <p class="plot__across"><span>{across.from}</span><span>{`${across.to}\u00a0→`}</span></p>
    </div>
  );
}

/** The way from the round before, from a ring to where it stands now. */
const Way = ({ from: [x, y], to }: { from: [number, number]; to: Point }) => (
  <g>
    <path class="plot__way" d={`M${x} ${y}L${to.x} ${to.y}`} />
    <circle class="plot__was" cx={x} cy={y} r="0.24" />
  </g>
);

/** A number that had to make room keeps a line to its place. */
const Numbered = ({ point: { name, x, y, at } }: { point: Point }) => (
  <g>
    <path class="plot__lead" d={`M${x} ${y}L${at[0]} ${at[1]}`} />
    <circle class="plot__mean" cx={x} cy={y} r="0.14" />
    <circle class="plot__point" cx={at[0]} cy={at[1]} r={RADIUS} />
    <text class="plot__name" x={at[0]} y={at[1] + 0.3}>{name}</text>
  </g>
);

const crossOf = ({ x, y, across, up }: Point): string =>
  `M${within(x - across)} ${y}H${within(x + across)} M${x} ${within(y - up)}V${within(y + up)}`;
