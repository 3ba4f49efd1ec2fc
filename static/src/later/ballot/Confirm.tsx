/** The last question before a ballot is cast: the native dialog, as a sheet. */
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";

interface Props {
  open: boolean;
  labels: string[];
  onYes: () => void;
  onNo: () => void;
}

export function Confirm({ open, labels, onYes, onNo }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open && dialog.current?.open) dialog.current.close();
  }, [open]);
  return (
    <dialog ref={dialog} class="dialog confirm" aria-labelledby="confirm-title" onClose={() => open && onNo()}>
      {open && (
        <>
          <h2 id="confirm-title">{t("secret.confirm")}</h2>
          <p class="confirm__choice"><span class="secondary">{t("secret.your_choice")}</span> <b>{labels.join(", ")}</b></p>
          <ul class="confirm__said">
            <li><Icon name="lock" /><span>{t("secret.confirm_final")}</span></li>
            <li><Icon name="eye-off" /><span>{t("secret.confirm_gone")}</span></li>
          </ul>
          <div class="dialog__actions confirm__actions">
            <Button kind="primary" size="wide" onClick={onYes}>{t("secret.cast")}</Button>
            <Button kind="link" onClick={onNo}>{t("secret.back")}</Button>
          </div>
        </>
      )}
    </dialog>
  );
}
