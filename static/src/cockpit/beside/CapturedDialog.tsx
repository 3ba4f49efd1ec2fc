/** All that was written down, by kind; each line can be changed, ticked, struck, and a parked card brought back. */
import { t, time } from "../../i18n";
import { cockpit } from "../../live";
import { Button } from "../../parts/Button";
import type { Captured } from "../../wire";
import { Trouble } from "../Act";
import { closeDialog } from "../opened";
import { UndoHere } from "../UndoHere";
import { Line } from "./CapturedLine";

const KINDS: Captured["kind"][] = ["decision", "note", "topic"];

export function CapturedDialog() {
  const lines = cockpit.value?.captured ?? [];
  return (
    <>
      <Trouble place="dialog" />
      {lines.length === 0 && <p class="secondary">{t("capture.nothing")}</p>}
      {KINDS.map((kind) => <Kind key={kind} kind={kind} lines={lines.filter((line) => line.kind === kind)} />)}
      <div class="dialog__actions">
        <Button onClick={closeDialog}>{t("common.close")}</Button>
        <UndoHere />
      </div>
    </>
  );
}

function Kind({ kind, lines }: { kind: Captured["kind"]; lines: Captured[] }) {
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby={`captured-${kind}`}>
      <h3 id={`captured-${kind}`}>{t(`capture.list_${kind}`)}</h3>
      <ul class="captured">
        {lines.map((line) => <Line key={line.id} line={line} where={whereOf(line)} />)}
      </ul>
    </section>
  );
}

/** "14:23 · Beispiele und Hürden" */
const whereOf = ({ at, step }: Captured): string => [time(at), step].filter(Boolean).join(" · ");
