/** The one dialog that is open. */
import { Dialog } from "../parts/Dialog";
import { t } from "../i18n";
import { cockpit } from "../live";
import { closeDialog, dialog, type Open } from "./opened";
import { CapturedDialog } from "./beside/CapturedDialog";
import { SpeakersDialog } from "./beside/SpeakersDialog";
import { RegisterDialog } from "./register/RegisterDialog";
import { FinalDialog } from "./final/FinalDialog";
import { EndDialog } from "./EndDialog";
import { HelpDialog } from "./HelpDialog";
import { HistoryDialog } from "./HistoryDialog";
import { GuestsDialog } from "./PeopleDialogs";
import { SeatDialog } from "./seat/SeatDialog";
import { SeatsDialog } from "./seat/SeatsDialog";
import { RoundsDialog } from "./RoundsDialog";
import { ScreenDialog } from "./ScreenDialog";
import { DoorDialog } from "./door/DoorDialog";
import { AskDialog } from "./lead/AskDialog";
import { LeadDialog } from "./lead/LeadDialog";
import { ThemeDialog } from "./ThemeDialog";
import { WaitingDialog } from "./WaitingTexts";

export function Dialogs() {
  const open = dialog.value;
  return (
    <Dialog open={open !== null} title={open ? titleOf(open) : ""} onClose={closeDialog}>
      {open && <Inside open={open} />}
    </Dialog>
  );
}

function titleOf(open: Open): string {
  if (open.name === "seat") return cockpit.value?.seats.find(({ id }) => id === open.seat)?.name ?? "";
  if (open.name === "final") return t(`secret.dialog_${open.action}`);
  if (open.name === "captured") return t("capture.captured_n", { n: cockpit.value?.captured.length ?? 0 });
  if (open.name === "speakers") return t("speakers.list");
  if (open.name === "door") return t("door.dialog_door");
  if (open.name === "lead" || open.name === "ask") return t(`leading.dialog_${open.name}`);
  return t(`cockpit.dialog_${open.name}`);
}

function Inside({ open }: { open: Open }) {
  switch (open.name) {
    case "help": return <HelpDialog />;
    case "screen": return <ScreenDialog />;
    case "end": return <EndDialog />;
    case "final": return <FinalDialog activity={open.activity} action={open.action} />;
    case "history": return <HistoryDialog />;
    case "door": return <DoorDialog />;
    case "lead": return <LeadDialog />;
    case "ask": return <AskDialog />;
    case "captured": return <CapturedDialog />;
    case "speakers": return <SpeakersDialog />;
    case "register": return <RegisterDialog />;
    case "guests": return <GuestsDialog />;
    case "seats": return <SeatsDialog />;
    case "seat": return <SeatDialog seat={open.seat} />;
    case "rounds": return <RoundsDialog activity={open.activity} />;
    case "waiting": return <WaitingDialog activity={open.activity} />;
    case "theme": return <ThemeDialog id={open.theme} />;
  }
}
