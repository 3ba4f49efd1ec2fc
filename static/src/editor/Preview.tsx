/**
 * The chosen step as it will be seen: on a phone, where one can try it out and nothing is sent, and
 * on the screen. Both are drawn from the server's own picture, asked anew after each change.
 */
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n";
import { previewOf, type Preview as Seen } from "../ahead";
import { Stage } from "../stage/Stage";
import type { Step } from "../wire";
import { PhoneFrame } from "./PhoneFrame";

type Audience = "phone" | "screen";

export function Preview({ step, version }: { step: Step; version: number }) {
  const [audience, setAudience] = useState<Audience>("phone");
  const seen = useSeen(step.activity, audience, version);
  return (
    <aside class="preview" aria-labelledby="preview-heading">
      <div class="preview__head">
        <h2 id="preview-heading">{t("editor.preview")}</h2>
        <fieldset class="switcher">
          <legend class="visually-hidden">{t("editor.preview_as")}</legend>
          {(["phone", "screen"] as const).map((one) => (
            <label key={one} class="switcher__one">
              <input type="radio" name="preview" checked={audience === one} onChange={() => setAudience(one)} />
              <span>{t(`editor.preview_${one}`)}</span>
            </label>
          ))}
        </fieldset>
      </div>
      {seen?.picture.audience === "phone" && <PhoneFrame picture={seen.picture} />}
      {seen?.picture.audience === "screen" && <div class="preview__screen"><Stage picture={seen.picture} results={seen.results} /></div>}
      <p class="secondary small">{t("editor.preview_means")}</p>
    </aside>
  );
}

/** The last answer stays until the next is there, so that the preview does not blink while one types. */
function useSeen(activity: number, audience: Audience, version: number): Seen | null {
  const [seen, setSeen] = useState<Seen | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void previewOf(activity, audience, () => isCurrent).then((told) => told && setSeen(told));
    return () => void (isCurrent = false);
  }, [activity, audience, version]);
  return seen?.picture.audience === audience ? seen : null;
}
