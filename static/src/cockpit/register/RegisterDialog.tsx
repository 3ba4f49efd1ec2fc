/** The whole register, from any step. */
import { t } from "../../i18n";
import { Button } from "../../parts/Button";
import { Trouble } from "../Act";
import { closeDialog } from "../opened";
import { UndoHere } from "../UndoHere";
import { Register } from "./Register";

export const RegisterDialog = () => (
  <>
    <Trouble place="dialog" />
    <Register place="dialog" />
    <div class="dialog__actions">
      <Button onClick={closeDialog}>{t("common.close")}</Button>
      <UndoHere />
    </div>
  </>
);
