/**
 * The moderator's page: agenda left, the live step in the middle, the screen and the seats
 * right, time and the way back below. Drawing is a function of the pictures; doing is cockpit/doing.ts.
 */
import { effect } from "@preact/signals";
import { render } from "preact";
import "./css/cockpit.css";
import { Agenda } from "./cockpit/Agenda";
import { announceRoom } from "./cockpit/announcing";
import { Beside } from "./cockpit/beside/Beside";
import { announceSpeakers } from "./cockpit/beside/speaking";
import { Centre } from "./cockpit/Centre";
import { Dialogs } from "./cockpit/Dialogs";
import { Footer } from "./cockpit/Footer";
import { Ghost } from "./cockpit/Ghost";
import { Header } from "./cockpit/Header";
import { working } from "./cockpit/doing";
import { watchLead } from "./cockpit/lead/lead";
import { hearKeys } from "./cockpit/keys";
import { saving } from "./cockpit/register/saving";
import { followNote } from "./cockpit/note";
import { NoteField } from "./cockpit/NoteField";
import { watchPreview } from "./cockpit/room";
import { ScreenNow } from "./cockpit/ScreenNow";
import { Seats } from "./cockpit/Seats";
import { sentence, t } from "./i18n";
import { cockpit, connect, refused } from "./live";

function Cockpit() {
  if (!cockpit.value) return <h1 class="cockpit__alone">{refused.value ? sentence(refused.value) : t("cockpit.connecting")}</h1>;
  return (
    <div class="cockpit" onClick={leaveButton}>
      <Header />
      <Agenda />
      <Centre />
      <Beside />
      <aside class="right" aria-label={t("cockpit.right")}>
        <ScreenNow />
        <Seats />
        <NoteField />
      </aside>
      <Footer />
      <Ghost />
      <Dialogs />
    </div>
  );
}

/** After a press with the mouse the page's keys work again; Space must not press the same button once more. */
function leaveButton(event: MouseEvent): void {
  const button = (event.target as HTMLElement).closest<HTMLElement>("button, input[type=checkbox]");
  if ((event as PointerEvent).pointerType === "mouse" && !button?.closest("dialog")) button?.blur();
}

/** Until all is answered and seen the pointer says that it is being done, also for what a key did. */
function showWorking(): void {
  effect(() => void document.body.classList.toggle("is-busy", working.value.size > 0));
}

connect();
showWorking();
watchPreview();
announceRoom();
announceSpeakers();
followNote();
watchLead();
saving.start();
hearKeys();
render(<Cockpit />, document.getElementById("main") as HTMLElement);
