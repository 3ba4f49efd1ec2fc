/** What the wall says of a secret ballot beside its question, its count and its result. */
import { shortOf } from "../cockpit/final/Stand";
import { t } from "../i18n";
import type { Count, Live, Secret } from "../wire";

/** Of a round that is over without a result on show; "" leaves it to the usual words. A roll call can be annulled, too. */
export function secretWords({ secret, state, reason }: Live, count: Count | null): string {
  if (state === "annulled") return t("secret.is_annulled", { reason });
  if (state === "broken") return t("secret.is_broken");
  if (state === "sealed") return t("secret.is_sealed");
  if (!secret || state !== "closed") return "";
  return t((count?.given ?? 0) < secret.least ? "secret.wall_too_few" : "secret.wall_counting");
}

/** The receipts can be compared with the list of this fingerprint. */
export const ListPrint = ({ secret }: { secret: Secret }) =>
  secret.list ? <p class="slide__print secondary">{t("secret.list_print", { print: shortOf(secret.list) })}</p> : null;

export const Plain = ({ live }: { live: Live }) =>
  live.secret?.plain && live.state === "open" ? <p class="slide__hint">{t("secret.plain")}</p> : null;
