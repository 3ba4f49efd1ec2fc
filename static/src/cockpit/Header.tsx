/** The head: which workshop, whether all is saved, who is connected; and the way to screen and help. */
import { sentence, t } from "../i18n";
import { cockpit, connection, presence, refused } from "../live";
import { Badge } from "../parts/Badge";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { Rehearsal } from "../parts/Rehearsal";
import { Act, Trouble } from "./Act";
import { LeadNews, LedBy } from "./lead/LedBy";
import { Simulated } from "./Simulated";
import { openDialog } from "./opened";

export function Header() {
  const facts = cockpit.value?.workshop;
  if (!facts) return null;
  return (
    <header class="head">
      <div class="head__what">
        <h1 class="head__title">{facts.title}</h1>
        <p class="head__series secondary">{facts.series}</p>
        <Rehearsal facts={facts} />
        {facts.sample && <Badge>{t("common.sample")}</Badge>}
      </div>
      <div class="head__state">
        {facts.rehearsal && <Simulated workshop={facts.id} />}
        <LedBy />
        <Saved />
        <Devices />
        <Screens />
        {facts.state === "ended" && <OpenAgain />}
        <Button kind="quiet" size="small" keyHint="?" onClick={() => openDialog({ name: "help" })}>{t("cockpit.help")}</Button>
      </div>
      <LeadNews />
      <Trouble place="header" />
    </header>
  );
}

const OpenAgain = () => (
  <Act place="header" command="start" payload={{}} size="small">{t("cockpit.open_again")}</Act>
);

/** Every command is answered after it is on disk; with the line up, all that was done is saved. */
function Saved() {
  const isUp = connection.value === "connected";
  const why = refused.value ? sentence(refused.value) : t("cockpit.line_down");
  return (
    <p role="status" class={isUp ? "head__saved" : "head__down"}>
      <Icon name={isUp ? "tick" : "wifi-off"} /> {isUp ? t("cockpit.all_saved") : why}
    </p>
  );
}

function Devices() {
  const devices = presence.value?.devices ?? 0;
  return <p class="head__fact"><Icon name="people" /> {t("cockpit.devices", { count: devices })}</p>;
}

/** Opens the dialog with the screen's addresses. */
function Screens() {
  const screens = presence.value?.screens ?? 0;
  const words = screens ? t("cockpit.screens", { count: screens }) : t("cockpit.no_screen");
  return (
    <Button kind="quiet" size="small" icon="screen" class={`head__screens ${screens ? "" : "head__missing"}`} onClick={() => openDialog({ name: "screen" })}>
      {words}
    </Button>
  );
}
