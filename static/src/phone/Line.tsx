/** The banner while the line is down: what it means for what one writes. */
import { t } from "../i18n";
import { connection } from "../live";
import { Note } from "../parts/Note";

export function Line() {
  if (connection.value === "offline") return <Note kind="waiting" icon="wifi-off">{t("phone.offline_means")}</Note>;
  if (connection.value === "reconnecting") return <Note kind="waiting" icon="wifi-off">{t("phone.reconnecting_means")}</Note>;
  return null;
}
