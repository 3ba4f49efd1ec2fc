/** Chooses the type of a new step; each says in one sentence what it is for. */
import { t } from "../i18n";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { addStep, types } from "./agenda";

interface Props {
  open: boolean;
  onClose: () => void;
}

/** As somebody looks for them who knows only what they are called here. */
const sorted = () => types.toSorted((one, other) => t(`${one.name}.name`).localeCompare(t(`${other.name}.name`), document.documentElement.lang));

export function AddStep({ open, onClose }: Props) {
  const choose = (type: string): void => {
    onClose();
    void addStep(type);
  };
  return (
    <Dialog open={open} title={t("editor.choose_type")} onClose={onClose}>
      <ul class="type-list">
        {sorted().map(({ name }) => (
          <li key={name}>
            <button type="button" class="type-list__type" onClick={() => choose(name)}>
              <b>{t(`${name}.name`)}</b>
              <span class="secondary">{t(`${name}.about`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div class="dialog__actions"><Button kind="quiet" onClick={onClose}>{t("common.cancel")}</Button></div>
    </Dialog>
  );
}
