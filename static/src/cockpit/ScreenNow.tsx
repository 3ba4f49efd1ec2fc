/** What the room sees now, in blue; below it what would be seen, in dashed grey, and the one way from there to here. */
import { t, time } from "../i18n";
import { serverNow } from "../clock";
import { cockpit, resultsOf, screen } from "../live";
import { Icon } from "../parts/Icon";
import type { CockpitPicture, Step } from "../wire";
import { Act, Trouble } from "./Act";
import { Miniature } from "./Miniature";
import { Button } from "../parts/Button";
import { ZoomButtons } from "./ZoomButtons";
import { ahead, lookAt, previewed } from "./room";

export function ScreenNow() {
  const picture = screen.value;
  const room = cockpit.value;
  if (!room) return null;
  return (
    <section class="now" aria-labelledby="now-title">
      <div class="now__head">
        <h2 id="now-title" class="now__title"><Icon name="live" /> {t("cockpit.screen_now")}</h2>
        <ZoomButtons place="aside" />
        <span class="secondary">{time(serverNow())}</span>
      </div>
      {picture && <Miniature picture={picture} results={picture.live && resultsOf("screen", picture.live.round)} label={labelOf(room)} />}
      <Switches room={room} />
      <Trouble place="aside" />
      <Preview />
    </section>
  );
}

/** "Auf der Leinwand: 3 · Beispiele und Hürden" */
function labelOf({ black, show_join, live }: CockpitPicture): string {
  if (black) return t("cockpit.on_screen", { what: t("cockpit.black") });
  if (show_join) return t("cockpit.on_screen", { what: t("cockpit.join_slide") });
  return t("cockpit.on_screen", { what: live ? `${live.n} · ${live.title}` : t("cockpit.no_step") });
}

const Switches = ({ room }: { room: CockpitPicture }) => (
  <div class="now__switches">
    <Act place="aside" command="black" payload={{ on: !room.black }} kind="quiet" size="small" keyHint="B" pressed={room.black}>{t("cockpit.black")}</Act>
    <Act place="aside" command="show_join" payload={{ on: !room.show_join }} kind="quiet" size="small" keyHint="Q" pressed={room.show_join}>{t("cockpit.show_join")}</Act>
  </div>
);

function Preview() {
  const step = previewed.value;
  if (!step) return <p class="preview preview--none small secondary">{t("cockpit.preview_none")}</p>;
  const seen = ahead.value?.activity === step.activity ? ahead.value : null;
  return (
    <section class="preview" aria-labelledby="preview-title">
      <div class="preview__what">
        {seen && <Miniature picture={seen.picture} results={seen.results} label={t("cockpit.preview")} size="small" />}
        <div>
          <p class="secondary"><Icon name="eye" /> {t("cockpit.preview")}</p>
          <h3 id="preview-title" class="preview__title">{step.n} {step.title}</h3>
          <p class="secondary small">{t(step.exists ? "cockpit.seen_only_here" : "cockpit.pending_more")}</p>
        </div>
      </div>
      <LeftOpen step={step} />
      <div class="preview__actions">
        {step.exists && isRunning() && <Act place="aside" command="go_live" payload={{ activity: step.activity }} keyHint={t("cockpit.enter_key")}>{t("cockpit.go_live")}</Act>}
        <Button kind="quiet" size="small" icon="close" aria-label={t("cockpit.key_back")} title={t("cockpit.key_back")} onClick={() => lookAt(null)} />
      </div>
    </section>
  );
}

/** Before the room is open and after the end nothing can be shown to it. */
const isRunning = (): boolean => cockpit.value?.workshop.state === "open";

/** A step the room has left while it was open can be closed from here. */
function LeftOpen({ step }: { step: Step }) {
  if (step.state !== "open") return null;
  return <Act place="aside" command="close" payload={{ activity: step.activity }} kind="quiet" size="small">{t("cockpit.close")}</Act>;
}
