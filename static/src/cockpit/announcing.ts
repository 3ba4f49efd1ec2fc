/** Says to a screen reader what changes in the room: the step, its state, and now and then the count. */
import { effect } from "@preact/signals";
import { announce, announceCount } from "../announce";
import { t } from "../i18n";
import { cockpit, notice } from "../live";
import { countedAs } from "../stage/words";
import { has } from "../i18n";
import { liveStep } from "./room";

export function announceRoom(): void {
  let told = "";
  let given = -1;
  effect(() => {
    const step = liveStep.value;
    const facts = cockpit.value?.workshop;
    if (!step || !facts) return;
    const words = `${t("cockpit.step_n", { n: step.n })}: ${step.title}, ${t(`cockpit.state_${step.takes_input ? step.state : "shows"}`)}`;
    if (told && told !== words) announce(words);
    else if (given >= 0 && given !== step.count.given) {
      announceCount(`${t("cockpit.count", { given: step.count.given, of: step.count.of })} ${countedAs(step.count, facts)}`);
    }
    told = words;
    given = step.count.given;
  });
  effect(() => {
    const news = notice.value;
    if (news && has(`notice.${news.code}`)) announce(t(`notice.${news.code}`, news));
  });
}
