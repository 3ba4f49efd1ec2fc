/** <From origin={live.origin} />: "Aus Schritt 3 · Beispiele und Hürden", with "die ersten 12 von 15" where not all fit, or nothing. */
import { t } from "../i18n";
import type { Origin } from "../wire";

export const From = ({ origin }: { origin: Origin | null }) =>
  origin && <p class="origin secondary">{t(origin.of ? "common.origin_cut" : "common.origin", { ...origin })}</p>;
