/** A list of lines: Enter makes the next one, Backspace in an empty one removes it, Alt+↑/↓ moves it. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { announce } from "../../announce";
import { number, t } from "../../i18n";
import { Button } from "../../parts/Button";
import type { ControlProps } from "../Field";
import { SmallButton } from "../SmallButton";
import { changed, fresh, freshPriced, inserted, moved, pasted, without, worded, type Line } from "./line";
import { numberOf } from "./simple";

interface Props extends ControlProps {
  most: number;
  /** Each line has a price beside its words. */
  priced?: boolean;
}

export function LineList(props: Props) {
  const list = useRef<HTMLOListElement>(null);
  const { lines, ...acts } = useLines(props, list);
  const isFull = lines.length >= props.most;
  return (
    <div class="lines">
      <ol class="lines__list" ref={list}>
        {lines.map((line, i) => <Row key={line.id} {...props} {...acts} line={line} i={i} of={lines.length} />)}
      </ol>
      {isFull && <p class="field__hint">{t("editor.line_most", { most: props.most })}</p>}
      {!isFull && <Button kind="quiet" size="small" icon="plus" onClick={() => acts.add(lines.length)}>{t("editor.line_add")}</Button>}
    </div>
  );
}

interface Acts {
  word: (at: number, label: string) => void;
  price: (at: number, price: number | string) => void;
  add: (at: number) => void;
  remove: (at: number) => void;
  move: (from: number, to: number) => void;
  spread: (at: number, labels: string[]) => void;
}

/** What can be done to the lines; the focus follows only what this person has just done. */
function useLines({ value, onChange, most, priced }: Props, list: { current: HTMLElement | null }): Acts & { lines: Line[] } {
  const next = useRef<number | null>(null);
  const make = priced ? freshPriced : fresh;
  const lines: Line[] = Array.isArray(value) ? value : [];
  // Before the next key is heard, or its letter lands in the line before.
  useLayoutEffect(() => {
    if (next.current !== null) list.current?.querySelectorAll("textarea")[next.current]?.focus();
    next.current = null;
  });
  const set = (changed: Line[], focus: number): void => {
    next.current = focus;
    onChange(changed);
  };
  return {
    lines,
    word: (at, label) => onChange(worded(lines, at, label)),
    price: (at, price) => onChange(changed(lines, at, { price })),
    add: (at) => lines.length < most && set(inserted(lines, at, [make()]), at),
    remove: (at) => set(without(lines, at), Math.max(0, at - 1)),
    move: (from, to) => {
      if (to < 0 || to >= lines.length) return;
      set(moved(lines, from, to), to);
      announce(t("editor.line_moved", { n: to + 1 }));
    },
    spread: (at, labels) => {
      const rest = lines[at].label === "" ? without(lines, at) : lines;
      const place = rest === lines ? at + 1 : at;
      set(inserted(rest, place, labels.slice(0, most - rest.length).map((label) => make(label))), place);
    },
  };
}

interface RowProps extends ControlProps, Acts {
  line: Line;
  i: number;
  of: number;
  priced?: boolean;
}

function Row({ line, i, of, id, label, describedBy, invalid, priced, ...acts }: RowProps) {
  return (
    <li class={priced ? "lines__line lines__line--priced" : "lines__line"}>
      <span class="lines__n" aria-hidden="true">{number(i + 1)}</span>
      {/* Grows with its words: what stands in the mirror gives the height. */}
      <span class="lines__text" data-words={line.label}>
        <textarea
          id={i === 0 ? id : undefined} class="field__control" rows={1} autocomplete="off" value={line.label}
          aria-label={`${label} ${i + 1}`} aria-describedby={describedBy} aria-invalid={invalid}
          onInput={(event) => acts.word(i, event.currentTarget.value)}
          onKeyDown={(event) => press(event, line, i, acts) && event.preventDefault()}
          onPaste={(event) => paste(event, i, acts) && event.preventDefault()}
        />
      </span>
      {priced && (
        <input
          class="field__control figure__control" type="text" inputMode="numeric" autocomplete="off" value={String(line.price ?? "")}
          aria-label={t("editor.line_price", { n: i + 1 })} aria-describedby={describedBy} aria-invalid={invalid}
          onInput={(event) => acts.price(i, numberOf(event.currentTarget.value))}
        />
      )}
      <span class="lines__tools">
        <SmallButton icon="arrow-up" words={t("editor.line_up", { n: i + 1 })} off={i === 0} onClick={() => acts.move(i, i - 1)} />
        <SmallButton icon="arrow-down" words={t("editor.line_down", { n: i + 1 })} off={i === of - 1} onClick={() => acts.move(i, i + 1)} />
        <SmallButton icon="close" words={t("editor.line_remove", { n: i + 1 })} onClick={() => acts.remove(i)} />
      </span>
    </li>
  );
}

/** Whether the key did something to the list. */
function press(event: KeyboardEvent, line: Line, i: number, acts: Acts): boolean {
  if (event.isComposing) return false;
  if (event.key === "Enter") acts.add(i + 1);
  else if (event.key === "Backspace" && line.label === "") acts.remove(i);
  else if (event.altKey && event.key === "ArrowUp") acts.move(i, i - 1);
  else if (event.altKey && event.key === "ArrowDown") acts.move(i, i + 1);
  else return false;
  return true;
}

/** Several pasted lines become lines; a single one is pasted as words. */
function paste(event: ClipboardEvent, i: number, acts: Acts): boolean {
  const labels = pasted(event.clipboardData?.getData("text") ?? "");
  if (labels.length > 1) acts.spread(i, labels);
  return labels.length > 1;
}
