/** Smaller and larger on the screen, in steps of ten per cent; the miniature shows the same. */
import { number, t } from "../i18n";
import { screen } from "../live";
import { Act } from "./Act";
import type { Place } from "./doing";

const LEAST = 80;
const MOST = 150;
const STEP = 10;

export function ZoomButtons({ place }: { place: Place }) {
  const percent = screen.value?.zoom;
  if (percent === undefined) return null;
  const said = t("leading.zoom_percent", { n: number(percent) });
  return (
    <div class="zoom" role="group" aria-label={t("leading.zoom", { n: number(percent) })}>
      <Act place={place} command="zoom" payload={{ percent: Math.max(LEAST, percent - STEP) }} kind="quiet" size="small" label={t("leading.zoom_less")} disabled={percent <= LEAST}>−</Act>
      <span class="zoom__now" aria-live="polite">{said}</span>
      <Act place={place} command="zoom" payload={{ percent: Math.min(MOST, percent + STEP) }} kind="quiet" size="small" label={t("leading.zoom_more")} disabled={percent >= MOST}>+</Act>
    </div>
  );
}
