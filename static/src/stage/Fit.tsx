/**
 * <Fit>…</Fit>: takes the room that is left and sets its type smaller, step by step, until what is
 * inside fits. Measured, not guessed: only the browser knows how long a German word is. The moderator's
 * zoom is where it begins, so that nothing runs over the edge by it.
 */
import { createContext, type ComponentChildren, type RefObject } from "preact";
import { useContext, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Fewer } from "../parts/fewer";

/** Down to 36 of 48 px the wall keeps its floor; below that small is still better than cut off. */
const FLOOR = 0.75;
const SIZES = [1, 0.92, 0.84, 0.76, 0.68, 0.62, 0.56, 0.5, 0.45, 0.4, 0.36];
/** Where there is room, what is to be read from the back may use it. */
const LARGER = [1.3, 1.2, 1.1];
/** So many entries a list gives up, one after the other, before type goes below its floor. */
const MOST_FEWER = 5;
/** From a size by zoom back to the plain one. */
const BETWEEN = [1.4, 1.3, 1.2, 1.1];
/** A head leaves at least as much as it takes. */
const HEAD = 0.5;

/** What the moderator has set, 1 for 100 %. */
export const Zoom = createContext(1);

interface Props {
  class?: string;
  grow?: "up" | "never";
  children: ComponentChildren;
}

export function Fit({ class: more = "", grow = "never", children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [fewer, setFewer] = useState(0);
  useSized(frame, grow === "up" ? [...LARGER, ...SIZES] : SIZES, (of, sizes) => {
    if (of.clientHeight && shrink(of, sizes) < FLOOR) setFewer((n) => Math.min(n + 1, MOST_FEWER));
  });
  return (
    <div class={`fit ${more}`} ref={frame}>
      <div class="fit__inside"><Fewer.Provider value={fewer}>{children}</Fewer.Provider></div>
    </div>
  );
}

/** Sets a head as large as the zoom says, as long as the other half of its slide stays free. */
export function useHeadSize(head: RefObject<HTMLElement | null>): void {
  useSized(head, [1], shrinkHead);
}

type Shrink = (frame: HTMLElement, sizes: number[]) => void;

/** Measures after each drawing, when the frame changes with the window, and when the font arrives. */
function useSized(frame: RefObject<HTMLElement | null>, plain: number[], shrunk: Shrink): void {
  const zoom = useContext(Zoom);
  const sizes = zoomed(plain, zoom);
  useLayoutEffect(() => shrunk(frame.current!, sizes));
  useEffect(() => {
    const observed = frame.current!;
    const observer = new ResizeObserver(() => shrunk(observed, sizes));
    observer.observe(observed);
    void document.fonts?.ready.then(() => shrunk(observed, sizes));
    return () => observer.disconnect();
  }, [zoom]);
}

/** The sizes times the zoom, and below them those that a smaller one may still need. */
export function zoomed(plain: number[], zoom: number): number[] {
  const scaled = plain.map((size) => size * zoom);
  const smallest = scaled[scaled.length - 1]!;
  return [...scaled, ...[...BETWEEN, ...plain].filter((size) => size < smallest && size >= plain[plain.length - 1]!)];
}

/** Returns the size it came to. */
function shrink(frame: HTMLElement, sizes: number[]): number {
  const inside = frame.firstElementChild as HTMLElement;
  for (const size of sizes) {
    inside.style.fontSize = `${size}em`;
    if (fits(frame, inside)) return size;
  }
  return sizes[sizes.length - 1]!;
}

function shrinkHead(head: HTMLElement, sizes: number[]): void {
  for (const size of sizes) {
    head.style.fontSize = `${size}em`;
    if (head.offsetHeight <= HEAD * head.parentElement!.clientHeight) return;
  }
}

/** The frame's padding is room for what stands out a little, the frame around a tile; it is not room for more. */
function fits(frame: HTMLElement, inside: HTMLElement): boolean {
  const padding = 2 * Number.parseFloat(getComputedStyle(frame).paddingTop);
  return inside.offsetHeight <= frame.clientHeight - padding + 1 && inside.scrollWidth <= inside.clientWidth + 1;
}
