/** The word that says that nothing here is meant. */
import { t } from "../i18n";
import type { Facts } from "../wire";

export const Rehearsal = ({ facts }: { facts: Facts }) =>
  facts.rehearsal ? <strong class="rehearsal">{t("common.rehearsal")}</strong> : null;
