/**
 * <Icon name="tick" />: simple strokes in the colour and size of the text.
 * Decoration by default: a word stands beside it. It never carries meaning alone.
 */
const PATHS = {
  tick: "M4 12.5 9.5 18 20 6.5",
  pencil: "M4 20l1-4.5L16.5 4a2 2 0 0 1 2.8 0l.7.7a2 2 0 0 1 0 2.8L8.5 19z M14 6.5l3.5 3.5",
  arrows: "M4 9h15l-4-4 M20 15H5l4 4",
  "arrow-right": "M4 12h16 M14 6l6 6-6 6",
  "arrow-left": "M20 12H4 M10 6l-6 6 6 6",
  "arrow-up": "M12 20V4 M6 10l6-6 6 6",
  "arrow-down": "M12 4v16 M6 14l6 6 6-6",
  apart: "M3 12h18 M7 8l-4 4 4 4 M17 8l4 4-4 4",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M12 7.5V12l3.5 2",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  "eye-off": "M6.5 7C4 8.8 2.5 12 2.5 12S6 18.5 12 18.5c1.6 0 3-.4 4.2-1 M10 5.7c.6-.1 1.3-.2 2-.2 6 0 9.5 6.5 9.5 6.5s-.8 1.5-2.4 3.1 M3.5 3.5l17 17",
  wifi: "M2.5 9.5a14 14 0 0 1 19 0 M5.8 13a9 9 0 0 1 12.4 0 M9 16.3a4.5 4.5 0 0 1 6 0 M12 19.5h.01",
  "wifi-off": "M2.5 9.5A14 14 0 0 1 7 6.7 M11 5.8a14 14 0 0 1 10.5 3.7 M5.8 13a9 9 0 0 1 4-2.2 M15 11.3a9 9 0 0 1 3.2 1.7 M9 16.3a4.5 4.5 0 0 1 6 0 M12 19.5h.01 M3.5 3.5l17 17",
  plus: "M12 5v14 M5 12h14",
  minus: "M5 12h14",
  close: "M6 6l12 12 M18 6L6 18",
  undo: "M9 5L4 10l5 5 M4 10h10a6 6 0 0 1 0 12h-3",
  redo: "M15 5l5 5-5 5 M20 10H10a6 6 0 0 0 0 12h3",
  merge: "M5 4v3a5 5 0 0 0 5 5h10 M5 20v-3a5 5 0 0 1 5-5 M16 8l4 4-4 4",
  bookmark: "M6.5 3.5h11V21L12 16.5 6.5 21z",
  list: "M4 6h1.5 M9 6h11 M4 12h1.5 M9 12h11 M4 18h1.5 M9 18h11",
  lock: "M6 10.5h12V20H6z M8.5 10.5V7a3.5 3.5 0 0 1 7 0v3.5",
  screen: "M3 4.5h18v12H3z M12 16.5V20 M8 20h8",
  people: "M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z M2.5 20v-1.5a4.5 4.5 0 0 1 4.5-4.5h4a4.5 4.5 0 0 1 4.5 4.5V20 M16 4.8a3.5 3.5 0 0 1 0 6.5 M18 14.3a4.5 4.5 0 0 1 3.5 4.2V20",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M4.5 20.5V19a5 5 0 0 1 5-5h5a5 5 0 0 1 5 5v1.5",
  download: "M12 4v11 M7 10.5l5 5 5-5 M4 16.5V20h16v-3.5",
  warning: "M12 4L2.5 20h19z M12 10v5 M12 17.5h.01",
  help: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.5-1.1 1-1.1 1.8 M12 16.7h.01",
  drag: "M9 5h.01 M15 5h.01 M9 12h.01 M15 12h.01 M9 19h.01 M15 19h.01",
  copy: "M8.5 8.5h12v12h-12z M15.5 8.5v-5h-12v12h5",
  trash: "M4 6.5h16 M9 6.5V4h6v2.5 M6 6.5L7 20h10l1-13.5 M10 10.5v6 M14 10.5v6",
  globe: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M3 12h18 M12 3c-5 5-5 13 0 18 M12 3c5 5 5 13 0 18",
  live: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
