/** What is being dragged, under the pointer. */
import { cockpit, resultsOf } from "../live";
import { textOf } from "./arrange";
import { drag } from "./drag";

export function Ghost() {
  const moved = drag.value;
  const live = cockpit.value?.live;
  if (!moved || !live) return null;
  const card = resultsOf("cockpit", live.round)?.rows?.find(({ id }) => id === moved.card);
  return card ? <p class="ghost" style={{ left: `${moved.x}px`, top: `${moved.y}px` }} aria-hidden="true">{textOf(card)}</p> : null;
}
