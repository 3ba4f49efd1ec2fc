/**
 * <Fit>…</Fit>: takes the room that is left and sets its type smaller, step by step, until what is
 * inside fits. Measured, not guessed: only the browser knows how long a German word is.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

/** Down to 36 of 48 px the wall keeps its floor; below that small is still better than cut off. */
const SIZES = [1, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52, 0.44];

interface Props {
  class?: string;
  children: ComponentChildren;
}

export function Fit({ class: more = "", children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => shrink(frame.current));
  useEffect(() => watch(frame.current), []);
  return (
    <div class={`fit ${more}`} ref={frame}>
      <div class="fit__inside">{children}</div>
    </div>
  );
}

function shrink(frame: HTMLElement | null): void {
  const inside = frame?.firstElementChild as HTMLElement | null;
  if (!frame || !inside) return;
  for (const size of SIZES) {
    inside.style.fontSize = `${size}em`;
    if (fits(frame, inside)) return;
  }
}

const fits = (frame: HTMLElement, inside: HTMLElement): boolean =>
  inside.offsetHeight <= frame.clientHeight + 1 && inside.scrollWidth <= frame.clientWidth + 1;

/** The frame changes with the window, the words when the font arrives. */
function watch(frame: HTMLElement | null): () => void {
  if (!frame) return () => {};
  const observer = new ResizeObserver(() => shrink(frame));
  observer.observe(frame);
  void document.fonts?.ready.then(() => shrink(frame));
  return () => observer.disconnect();
}
