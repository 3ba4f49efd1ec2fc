/** Ending the workshop: what happens, what of it is final, then the press. */
import { t } from "../i18n";
import { Button } from "../parts/Button";
import { Note } from "../parts/Note";
import type { Step } from "../wire";
import { Act, Trouble } from "./Act";
import { closeDialog } from "./opened";
import { steps } from "./room";

export const EndDialog = () => (
  <>
    <p>{t("cockpit.end_means")}</p>
    {steps.value.filter((step) => step.is_secret && step.state === "open").map((step) => <Final key={step.activity} step={step} />)}
    <Trouble place="dialog" />
    <div class="dialog__actions">
      <Act place="dialog" command="end" payload={{}} kind="primary" done={closeDialog}>{t("cockpit.end_now")}</Act>
      <Button onClick={closeDialog}>{t("common.cancel")}</Button>
    </div>
  </>
);

/** A secret vote that is still open: reopening the room does not bring it back. */
const Final = ({ step: { title, count } }: { step: Step }) => (
  <Note kind="waiting" icon="warning">
    <p>{t("cockpit.end_secret", { title, given: count.given, of: count.of })}</p>
    <p><b>{t("secret.no_way_back")}</b></p>
  </Note>
);
