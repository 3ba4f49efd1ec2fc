/** How the screen gets onto the wall: a window of this computer, or a link for another one; how large, and further ones. */
import { boot, t } from "../i18n";
import { cockpit } from "../live";
import { Button } from "../parts/Button";
import { Trouble } from "./Act";
import { FurtherScreens } from "./FurtherScreens";
import { LinkField } from "./LinkField";
import { closeDialog } from "./opened";
import { ZoomButtons } from "./ZoomButtons";

export function ScreenDialog() {
  const path = cockpit.value?.screen_path ?? "";
  return (
    <>
      <p>{t("cockpit.screen_here")}</p>
      <p><a class="button button--primary" href={`/w/${boot.workshop}/screen`} target="_blank" rel="noopener">{t("cockpit.open_screen")}</a></p>
      <LinkField id="screen-link" label={t("cockpit.screen_elsewhere")} hint={t("cockpit.screen_link_means")} linked={{ link: location.origin + path }} />
      <div class="screen-size"><b>{t("leading.zoom_title")}</b> <ZoomButtons place="dialog" /></div>
      <Trouble place="dialog" />
      <FurtherScreens />
      <div class="dialog__actions"><Button onClick={closeDialog}>{t("common.close")}</Button></div>
    </>
  );
}
