/** What must be known before one votes: who may read along, and when a result says how everybody voted. */
import { t } from "../../i18n";
import { Note } from "../../parts/Note";
import type { Secret } from "../../wire";

export function Warnings({ secret }: { secret: Secret | null }) {
  return (
    <>
      {secret?.plain && <Note kind="waiting" icon="warning">{t("secret.plain")}</Note>}
      {secret?.few && <Note icon="people">{t("secret.few", { count: secret.roll })}</Note>}
    </>
  );
}
