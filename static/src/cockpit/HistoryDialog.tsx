/** What was done last, newest first; what something newer stands in the way of can be taken back after that. */
import { t, time } from "../i18n";
import { cockpit } from "../live";
import { Button } from "../parts/Button";
import { Act, Trouble } from "./Act";
import { closeDialog } from "./opened";
import { undoWords } from "./Footer";

export function HistoryDialog() {
  const entries = cockpit.value?.undo ?? [];
  return (
    <>
      <p class="secondary">{t(entries.length ? "cockpit.history_means" : "cockpit.history_none")}</p>
      <Trouble place="dialog" />
      <ol class="history">
        {entries.map((entry) => (
          <li key={entry.entry}>
            <span class="secondary">{time(entry.at)}</span>
            <span>{undoWords(entry)}</span>
            {entry.waits
              ? <span class="secondary">{t("cockpit.take_back_later")}</span>
              : <Act place="dialog" command="undo" payload={{ entry: entry.entry }} kind="link" icon="undo"
                  label={t("cockpit.undo", { what: undoWords(entry) })}>{t("cockpit.take_back")}</Act>}
          </li>
        ))}
      </ol>
      <div class="dialog__actions"><Button onClick={closeDialog}>{t("common.close")}</Button></div>
    </>
  );
}
