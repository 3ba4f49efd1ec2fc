/** <From origin={live.origin} />: "Aus Schritt 3 · Beispiele und Hürden", or nothing. */
import { t } from "../i18n";
import type { Origin } from "../wire";

export const From = ({ origin }: { origin: Origin | null }) =>
  origin && <p class="origin secondary">{t("common.origin", { n: origin.n, title: origin.title })}</p>;
