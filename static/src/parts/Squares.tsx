/**
 * <Squares marks={marksOf({ filled: 14, outlined: 3 })} label="14 von 17" />: a square is a seat.
 * `shape="dots"` for points given. Above 40 the marks become one bar. Without a label it is
 * decoration beside a number.
 */
import type { HTMLAttributes } from "preact";

const MOST_COUNTABLE = 40;

export type Mark = "filled" | "hatched" | "outlined" | "dashed";
const ORDER: Mark[] = ["filled", "hatched", "outlined", "dashed"];

interface Props {
  marks: Mark[];
  shape?: "squares" | "dots";
  label?: string;
}

/** So many of each kind, in the order of the house. */
export function marksOf(counts: { [mark in Mark]?: number }): Mark[] {
  return ORDER.flatMap((mark) => Array<Mark>(Math.max(0, counts[mark] ?? 0)).fill(mark));
}

export function Squares({ marks, shape = "squares", label }: Props) {
  const meaning: HTMLAttributes<HTMLSpanElement> = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  if (marks.length > MOST_COUNTABLE) return <Bar marks={marks} meaning={meaning} />;
  return (
    <span class={`squares squares--${shape}`} {...meaning}>
      {marks.map((mark, i) => (
        <span key={i} class={`square square--${mark}`} />
      ))}
    </span>
  );
}

function Bar({ marks, meaning }: { marks: Mark[]; meaning: HTMLAttributes<HTMLSpanElement> }) {
  const parts = ORDER.map((mark) => ({ mark, n: marks.filter((one) => one === mark).length })).filter((p) => p.n);
  return (
    <span class="squares-bar" {...meaning}>
      {parts.map(({ mark, n }) => (
        <span key={mark} class={`squares-bar__part squares-bar__part--${mark}`} style={{ "--n": n }} />
      ))}
    </span>
  );
}
