/** A list of lines: Enter makes the next one, Backspace in an empty one removes it, Alt+↑/↓ moves it. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { announce } from "../../announce";
import { number, t } from "../../i18n";
import { Button } from "../../parts/Button";
import { Icon, type IconName } from "../../parts/Icon";
import type { ControlProps } from "../Field";
import { fresh, inserted, moved, pasted, without, worded, type Line } from "./line";

export function LineList({ id, value, onChange, describedBy, invalid, label, most }: ControlProps & { most: number }) {
  const list = useRef<HTMLOListElement>(null);
  const next = useRef<number | null>(null);
  const lines: Line[] = Array.isArray(value) ? value : [];
  useLayoutEffect(() => {
    // Focus follows only what this person has just done to the list.
    if (next.current === null) return;
    list.current?.querySelectorAll("textarea")[next.current]?.focus();
    next.current = null;
  });
  const set = (changed: Line[], focus: number | null = null): void => {
    next.current = focus;
    onChange(changed);
  };
  const add = (at: number, labels: string[]): void => {
    const more = labels.slice(0, most - lines.length).map((words) => fresh(words));
    if (more.length) set(inserted(lines, at, more), at + more.length - 1);
  };
  const remove = (at: number): void => set(without(lines, at), Math.max(0, at - 1));
  const move = (from: number, to: number): void => {
    set(moved(lines, from, to), Math.min(Math.max(to, 0), lines.length - 1));
    announce(t("editor.line_moved", { n: to + 1 }));
  };
  const press = (event: KeyboardEvent, at: number): void => {
    const done = keyAction(event, lines[at], { below: () => add(at + 1, [""]), gone: () => remove(at), moved: (by) => move(at, at + by) });
    if (done) event.preventDefault();
  };
  const paste = (event: ClipboardEvent, at: number): void => {
    const labels = pasted(event.clipboardData?.getData("text") ?? "");
    if (labels.length < 2) return;
    event.preventDefault();
    const isEmpty = lines[at].label === "";
    const rest = isEmpty ? without(lines, at) : lines;
    const place = isEmpty ? at : at + 1;
    set(inserted(rest, place, labels.slice(0, most - rest.length).map((words) => fresh(words))), place);
  };
  return (
    <div class="lines">
      <ol class="lines__list" ref={list}>
        {lines.map((line, i) => (
          <li key={line.id} class="lines__line">
            <span class="lines__n" aria-hidden="true">{number(i + 1)}</span>
            {/* Grows with its words: what stands in the mirror gives the height. */}
            <span class="lines__text" data-words={line.label}>
              <textarea
                id={i === 0 ? id : undefined} class="field__control" rows={1} autocomplete="off" value={line.label}
                aria-label={`${label} ${i + 1}`} aria-describedby={describedBy} aria-invalid={invalid}
                onInput={(event) => onChange(worded(lines, i, event.currentTarget.value))}
                onKeyDown={(event) => press(event, i)} onPaste={(event) => paste(event, i)}
              />
            </span>
            <span class="lines__tools">
              <Small icon="arrow-up" words={t("editor.line_up", { n: i + 1 })} off={i === 0} onClick={() => move(i, i - 1)} />
              <Small icon="arrow-down" words={t("editor.line_down", { n: i + 1 })} off={i === lines.length - 1} onClick={() => move(i, i + 1)} />
              <Small icon="close" words={t("editor.line_remove", { n: i + 1 })} onClick={() => remove(i)} />
            </span>
          </li>
        ))}
      </ol>
      {lines.length < most
        ? <Button kind="quiet" size="small" icon="plus" onClick={() => add(lines.length, [""])}>{t("editor.line_add")}</Button>
        : <p class="field__hint">{t("editor.line_most", { most })}</p>}
    </div>
  );
}

interface Done {
  below: () => void;
  gone: () => void;
  moved: (by: number) => void;
}

function keyAction(event: KeyboardEvent, line: Line, done: Done): boolean {
  if (event.isComposing) return false;
  if (event.key === "Enter") done.below();
  else if (event.key === "Backspace" && line.label === "") done.gone();
  else if (event.altKey && event.key === "ArrowUp") done.moved(-1);
  else if (event.altKey && event.key === "ArrowDown") done.moved(1);
  else return false;
  return true;
}

/** Not disabled at the ends: a button that loses the focus under the finger throws people out of the list. */
const Small = ({ icon, words, off = false, onClick }: { icon: IconName; words: string; off?: boolean; onClick: () => void }) => (
  <button type="button" class="small-button" aria-label={words} title={words} aria-disabled={off} onClick={() => off || onClick()}>
    <Icon name={icon} />
  </button>
);
