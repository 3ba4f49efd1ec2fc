/** The same way back as at the foot, which lies behind a dialog. */
import { t } from "../i18n";
import { cockpit } from "../live";
import { Act } from "./Act";
import { undoWords } from "./Footer";

export function UndoHere() {
  const last = cockpit.value?.undo[0];
  if (!last) return null;
  return (
    <Act place="dialog" command="undo" payload={{ entry: last.entry }} kind="quiet" icon="undo">
      {t("cockpit.undo", { what: undoWords(last) })}
    </Act>
  );
}
