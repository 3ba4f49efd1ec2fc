/** What lies beside the agenda, below the live step whatever it is: what was written down. */
import { t } from "../../i18n";
import { cockpit } from "../../live";
import { Button } from "../../parts/Button";
import { Trouble } from "../Act";
import { openDialog } from "../opened";

export function Beside() {
  const picture = cockpit.value;
  if (!picture) return null;
  return (
    <section class="beside" aria-label={t("capture.beside")}>
      <Trouble place="capture" />
      <Button kind="quiet" size="small" icon="bookmark" class="beside__captured" onClick={() => openDialog({ name: "captured" })}>
        {t("capture.captured")} <b>{picture.captured.length}</b>
      </Button>
    </section>
  );
}
