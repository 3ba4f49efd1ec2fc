/** <Who of={[card, ...merged]} />: behind a text those who wrote it, or what lies under it, where that was announced. */
import type { Row } from "../wire";

export function Who({ of }: { of: readonly Row[] }) {
  const names = [...new Set(of.map(({ who }) => who).filter(Boolean))];
  return names.length > 0 ? <span class="secondary">{` ·\u00a0${names.join(", ")}`}</span> : null;
}
