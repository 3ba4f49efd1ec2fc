/** What is left of the sum, in words and as a bar; it stays in sight. */
import "../../css/left-over.css";
import { Status } from "../../parts/Status";
import { sentence, t } from "../../i18n";
import type { SendStatus } from "../../wire";
import type { Ask } from "./money";

export function Left({ ask: { sum, unit }, left, status: { phase, saved_at, error } }: { ask: Ask; left: number; status: SendStatus }) {
  const words = left > 0 ? t("budget.left", { left, sum, unit }) : t("budget.none_left", { sum, unit });
  return (
    <div class="left-over">
      <span class="budget__sum" role="status" aria-live="polite">{words}</span>
      <Status phase={phase} at={saved_at} form="brief" />
      <span class="budget__bar" aria-hidden="true"><span style={{ "--share": left / sum }} /></span>
      {error && <p class="field__error">{sentence(error)}</p>}
    </div>
  );
}
