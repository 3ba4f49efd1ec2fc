/** Ending the workshop: what happens, then the press. */
import { t } from "../i18n";
import { Button } from "../parts/Button";
import { Act, Trouble } from "./Act";
import { closeDialog } from "./opened";

export const EndDialog = () => (
  <>
    <p>{t("cockpit.end_means")}</p>
    <Trouble place="dialog" />
    <div class="dialog__actions">
      <Act place="dialog" command="end" payload={{}} kind="primary" done={closeDialog}>{t("cockpit.end_now")}</Act>
      <Button onClick={closeDialog}>{t("common.cancel")}</Button>
    </div>
  </>
);
