/** Texts typed for a step that was removed elsewhere meanwhile: still here, to be copied or given up. */
import { t } from "../i18n";
import { Button } from "../parts/Button";
import { Note } from "../parts/Note";
import { steps } from "./agenda";
import { discard, unsaved } from "./saving";

export function Orphans() {
  const present = new Set(steps.value.map((step) => step.activity));
  const orphans = unsaved.value.filter(({ place }) => place.activity !== null && !present.has(place.activity));
  return (
    <>
      {orphans.map(({ place, edit }) => (
        <Note
          key={`${place.activity}/${place.field}`} kind="waiting" icon="warning"
          action={<Button kind="link" onClick={() => discard(place)}>{t("editor.discard")}</Button>}
        >
          <p>{t("editor.orphan")}</p>
          <p class="orphan__words">{wordsOf(edit.value)}</p>
        </Note>
      ))}
    </>
  );
}

const wordsOf = (value: any): string =>
  Array.isArray(value) ? value.map((line) => line.label).join("\n") : typeof value === "string" ? value : JSON.stringify(value);
