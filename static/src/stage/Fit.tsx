/**
 * <Fit>…</Fit>: takes the room that is left and sets its type smaller, step by step, until what is
 * inside fits. Measured, not guessed: only the browser knows how long a German word is.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

/** Down to 36 of 48 px the wall keeps its floor; below that small is still better than cut off. */
const SIZES = [1, 0.92, 0.84, 0.76, 0.68, 0.62, 0.56, 0.5, 0.45, 0.4, 0.36];
/** Where there is room, what is to be read from the back may use it. */
const LARGER = [1.3, 1.2, 1.1];

interface Props {
  class?: string;
  grow?: "up" | "never";
  children: ComponentChildren;
}

export function Fit({ class: more = "", grow = "never", children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const sizes = grow === "up" ? [...LARGER, ...SIZES] : SIZES;
  useLayoutEffect(() => shrink(frame.current, sizes));
  useEffect(() => watch(frame.current, sizes), []);
  return (
    <div class={`fit ${more}`} ref={frame}>
      <div class="fit__inside">{children}</div>
    </div>
  );
}

function shrink(frame: HTMLElement | null, sizes: number[]): void {
  const inside = frame?.firstElementChild as HTMLElement | null;
  if (!frame || !inside) return;
  for (const size of sizes) {
    inside.style.fontSize = `${size}em`;
    if (fits(frame, inside)) return;
  }
}

/** The frame's padding is room for what stands out a little, the frame around a tile; it is not room for more. */
function fits(frame: HTMLElement, inside: HTMLElement): boolean {
  const padding = 2 * Number.parseFloat(getComputedStyle(frame).paddingTop);
  return inside.offsetHeight <= frame.clientHeight - padding + 1 && inside.scrollWidth <= inside.clientWidth + 1;
}

/** The frame changes with the window, the words when the font arrives. */
function watch(frame: HTMLElement | null, sizes: number[]): () => void {
  if (!frame) return () => {};
  const observer = new ResizeObserver(() => shrink(frame, sizes));
  observer.observe(frame);
  void document.fonts?.ready.then(() => shrink(frame, sizes));
  return () => observer.disconnect();
}
