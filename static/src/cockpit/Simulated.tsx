/** A rehearsal: how many people are played, now; one click throws all of it away and goes back to the series. */
import { boot, t } from "../i18n";
import { presence } from "../live";

export const Simulated = ({ workshop }: { workshop: number }) => (
  <form class="head__rehearsal" method="post" action={`/w/${workshop}/rehearsal/discard`}>
    <input type="hidden" name="csrf_token" value={boot.csrf} />
    <span>{t("cockpit.simulated", { count: presence.value?.simulated ?? 0 })}</span>
    <button class="button button--outline button--small" type="submit">{t("cockpit.rehearsal_discard")}</button>
  </form>
);
