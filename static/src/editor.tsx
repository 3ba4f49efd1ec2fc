/**
 * The agenda editor: on the left the agenda, in the middle the form of one step, on the right the
 * step as participants and the room will see it. It is a second cockpit on the same socket.
 */
import { render } from "preact";
import "./css/editor.css";
import { address, chosen } from "./editor/agenda";
import { AgendaPane } from "./editor/AgendaPane";
import { Head } from "./editor/Head";
import { Orphans } from "./editor/Orphans";
import { Preview } from "./editor/Preview";
import { startSaving } from "./editor/saving";
import { StepForm } from "./editor/StepForm";
import { WorkshopForm } from "./editor/WorkshopForm";
import { sentence, t } from "./i18n";
import { cockpit, connect, refused } from "./live";
import { Note } from "./parts/Note";

function Editor() {
  const picture = cockpit.value;
  if (refused.value && !picture) return <div class="editor__alone"><Note kind="error" icon="warning">{sentence(refused.value)}</Note></div>;
  if (!picture) return <p class="editor__alone secondary">{t("editor.connecting")}</p>;
  const step = chosen.value;
  return (
    <div class={`editor ${address.value === "" ? "editor--agenda" : "editor--form"}`}>
      <Head facts={picture.workshop} />
      <AgendaPane minutes={picture.workshop.minutes} />
      <div class="editor__form">
        <Orphans />
        {step ? <StepForm key={step.activity} step={step} /> : <WorkshopForm facts={picture.workshop} />}
      </div>
      {step && step.exists && <Preview key={step.activity} step={step} version={picture.version} />}
    </div>
  );
}

connect();
startSaving();
render(<Editor />, document.getElementById("main") as HTMLElement);
