/** How the screen gets onto the wall: a window of this computer, or a link for another one. */
import { useRef, useState } from "preact/hooks";
import { boot, t } from "../i18n";
import { cockpit } from "../live";
import { Button } from "../parts/Button";
import { closeDialog } from "./opened";

export function ScreenDialog() {
  const path = cockpit.value?.screen_path ?? "";
  return (
    <>
      <p>{t("cockpit.screen_here")}</p>
      <p><a class="button button--primary" href={`/w/${boot.workshop}/screen`} target="_blank" rel="noopener">{t("cockpit.open_screen")}</a></p>
      <Elsewhere link={location.origin + path} />
      <div class="dialog__actions"><Button onClick={closeDialog}>{t("common.close")}</Button></div>
    </>
  );
}

/** Over plain http a browser has no clipboard: then the link stands there, marked. */
function Elsewhere({ link }: { link: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(link);
      setSaid(t("cockpit.copied"));
    } catch {
      setSaid(t("cockpit.copy_by_hand"));
    }
  };
  return (
    <div class="field">
      <label class="field__label" for="screen-link">{t("cockpit.screen_elsewhere")}</label>
      <p class="field__hint" id="screen-link-hint">{t("cockpit.screen_link_means")}</p>
      <input ref={field} id="screen-link" class="field__control" readOnly value={link} aria-describedby="screen-link-hint" onFocus={(event) => event.currentTarget.select()} />
      <p><Button kind="quiet" icon="copy" onClick={copy}>{t("cockpit.copy_link")}</Button> <span role="status">{said}</span></p>
    </div>
  );
}
