/** The guests. */
import { useState } from "preact/hooks";
import { t } from "../i18n";
import { cockpit } from "../live";
import { Button } from "../parts/Button";
import { Act, Trouble } from "./Act";
import { closeDialog } from "./opened";

export function GuestsDialog() {
  const guests = cockpit.value?.guests ?? [];
  const [asked, setAsked] = useState<number | null>(null);
  return (
    <>
      <Trouble place="dialog" />
      <ul class="history">
        {guests.map((guest) => (
          <li key={guest.id}>
            <span>{guest.name || t("common.nameless", { count: 1 })}</span>
            {asked === guest.id
              ? <Act place="dialog" command="remove" payload={{ participant: guest.id }} kind="quiet" size="small">{t("cockpit.remove_now")}</Act>
              : <Button kind="link" onClick={() => setAsked(guest.id)}>{t("cockpit.remove")}</Button>}
          </li>
        ))}
      </ul>
      <p class="small secondary">{t("cockpit.remove_means")}</p>
      <div class="dialog__actions"><Button onClick={closeDialog}>{t("common.close")}</Button></div>
    </>
  );
}
