/** <Plane ask value choose />: five by five squares to tap; arrow keys go from one to the next. */
import { t } from "../../i18n";
import type { Ask, Place } from "./places";

interface Props {
  ask: Ask;
  value: Partial<Place>;
  choose: (place: Place) => void;
}

const STEPS: { [key: string]: [number, number] } = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export function Plane({ ask: { x: across, y: up, values }, value, choose }: Props) {
  const middle = values[Math.floor(values.length / 2)]!;
  const focus = { x: value.x ?? middle, y: value.y ?? middle };
  return (
    <div class="plane">
      <p class="plane__end" aria-hidden="true">↑ {up.to}</p>
      <div class="plane__cells" onKeyDown={go}>
        {[...values].reverse().map((y) => values.map((x) => (
          <button
            key={`${x}${y}`}
            type="button"
            class={`plane__cell ${value.x === x ? "plane__cell--x" : ""} ${value.y === y ? "plane__cell--y" : ""}`}
            data-place={`${x}/${y}`}
            tabIndex={focus.x === x && focus.y === y ? 0 : -1}
            aria-label={t("matrix.cell", { x, y })}
            aria-pressed={value.x === x && value.y === y}
            onClick={() => choose({ x, y })}
          />
        )))}
      </div>
      <p class="plane__end" aria-hidden="true">↓ {up.from}</p>
      <p class="plane__ends" aria-hidden="true"><span>← {across.from}</span><span>{across.to} →</span></p>
    </div>
  );
}

function go(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  const [x, y] = ((event.target as HTMLElement).dataset.place ?? "").split("/").map(Number);
  if (!step || !x || !y) return;
  event.preventDefault();
  const cells = event.currentTarget as HTMLElement;
  cells.querySelector<HTMLElement>(`[data-place="${x + step[0]}/${y + step[1]}"]`)?.focus();
}
