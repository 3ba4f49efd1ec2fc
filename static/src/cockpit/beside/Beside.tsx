/** What lies beside the agenda, below the live step whatever it is: who speaks, and what was written down. */
import { t } from "../../i18n";
import { cockpit } from "../../live";
import { Button } from "../../parts/Button";
import { Trouble } from "../Act";
import { openDialog } from "../opened";
import { SpeakersLine } from "./Speakers";

export function Beside() {
  const picture = cockpit.value;
  if (!picture) return null;
  return (
    <section class="beside" aria-label={t("capture.beside")}>
      <Trouble place="capture" />
      <Trouble place="beside" />
      <SpeakersLine />
      <Button kind="quiet" size="small" icon="list" class="beside__register"
        aria-label={t("register.title_n", { n: picture.measures.length })} title={t("measures.name")} onClick={() => openDialog({ name: "register" })}>
        <span class="beside__word">{t("measures.name")}</span> <b>{picture.measures.length}</b>
      </Button>
      <Button kind="quiet" size="small" icon="bookmark" class="beside__captured"
        aria-label={t("capture.captured_n", { n: picture.captured.length })} title={t("capture.captured")} onClick={() => openDialog({ name: "captured" })}>
        <span class="beside__word">{t("capture.captured")}</span> <b>{picture.captured.length}</b>
      </Button>
    </section>
  );
}
