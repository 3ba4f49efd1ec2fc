/** In the head: who leads, the way to change it, and that it has changed. */
import { t } from "../../i18n";
import { Button } from "../../parts/Button";
import { Note } from "../../parts/Note";
import { openDialog } from "../opened";
import { leader, leadsHere, news } from "./lead";

export function LedBy() {
  const words = leadsHere.value ? t("leading.you") : leader.value ? t("leading.other", { name: leader.value.name }) : t("leading.nobody");
  return (
    <Button kind="quiet" size="small" icon="people" class="head__lead" title={words} onClick={() => openDialog({ name: "lead" })}>{words}</Button>
  );
}

/** Said aloud by `announce`; here for the eye, until it is put away. */
export function LeadNews() {
  if (!news.value) return null;
  return (
    <Note kind="live" icon="people" action={<Button kind="link" onClick={() => (news.value = "")}>{t("cockpit.understood")}</Button>}>
      {news.value}
    </Note>
  );
}
