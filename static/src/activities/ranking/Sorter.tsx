/** <Sorter options={…} change={(ids) => …} />: a numbered list, sorted by dragging, by buttons and by keys. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { announce } from "../../announce";
import { number, t } from "../../i18n";
import { Icon } from "../../parts/Icon";
import { useDrag } from "./drag";
import { movedTo, type Option } from "./order";

interface Props {
  options: Option[];
  change: (ids: string[]) => void;
}

export function Sorter({ options, change }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const kept = useKeptFocus(list);
  const move = (from: number, to: number) => {
    const option = options[from];
    if (!option || from === to || to < 0 || to >= options.length) return;
    kept.keep();
    announce(t("ranking.moved", { option: option.label, place: to + 1, of: options.length }));
    change(movedTo(options, from, to).map(({ id }) => id));
  };
  const { dragged, take } = useDrag(list, move);
  const shown = dragged ? movedTo(options, dragged.from, dragged.to) : options;
  return (
    <ol class="ranking__list" ref={list}>
      {options.map((option, i) => (
        <Row
          key={option.id}
          option={option}
          place={shown.indexOf(option)}
          of={options.length}
          isDragged={dragged?.from === i}
          move={(to) => move(i, to)}
          take={(event) => take(event, i)}
        />
      ))}
    </ol>
  );
}

interface RowProps {
  option: Option;
  place: number;
  of: number;
  isDragged: boolean;
  move: (to: number) => void;
  take: (event: PointerEvent) => void;
}

function Row({ option: { id, label }, place, of, isDragged, move, take }: RowProps) {
  const press = (event: KeyboardEvent) => {
    const isHandle = (event.target as HTMLElement).matches(".ranking__handle");
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !(event.altKey || isHandle)) return;
    event.preventDefault();
    move(place + step);
  };
  const step = (to: number, icon: "up" | "down", isOff: boolean) => (
    <button
      type="button"
      class="button ranking__step"
      data-part={`${icon}-${id}`}
      aria-label={t(`ranking.${icon}`, { option: label })}
      aria-disabled={isOff}
      onClick={() => !isOff && move(to)}
    >
      <Arrow way={icon} />
    </button>
  );
  // While dragging only the look is in the new order: an element that is moved loses the finger.
  return (
    <li class={`ranking__row ${isDragged ? "ranking__row--dragged" : ""}`} style={{ order: place }} data-place={place} onKeyDown={press}>
      <button
        type="button"
        class="ranking__handle"
        data-part={`handle-${id}`}
        aria-label={t("ranking.handle", { option: label, place: place + 1, of })}
        onPointerDown={take}
      >
        <Icon name="drag" />
      </button>
      <span class="ranking__place" aria-hidden="true">{number(place + 1)}</span>
      <span class="ranking__label">{label}</span>
      {step(place - 1, "up", place === 0)}
      {step(place + 1, "down", place === of - 1)}
    </li>
  );
}

const Arrow = ({ way }: { way: "up" | "down" }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={way === "up" ? "M12 19V5 M6 11l6-6 6 6" : "M12 5v14 M6 13l6 6 6-6"} />
  </svg>
);

/** A row that moves in the page loses the focus: it gets it back. */
function useKeptFocus(list: { current: HTMLElement | null }) {
  const part = useRef("");
  useLayoutEffect(() => {
    if (part.current) list.current?.querySelector<HTMLElement>(`[data-part="${CSS.escape(part.current)}"]`)?.focus();
    part.current = "";
  });
  const keep = () => {
    const focused = document.activeElement as HTMLElement | null;
    part.current = (list.current?.contains(focused) && focused?.dataset.part) || "";
  };
  return { keep };
}
