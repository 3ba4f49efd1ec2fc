/** Says to a screen reader what changes in the room: the step, its state, and now and then the count. */
import { effect, signal } from "@preact/signals";
import { announce, announceCount } from "../announce";
import { t } from "../i18n";
import { cockpit, notice } from "../live";
import { countedAs } from "../stage/words";
import { liveStep, steps } from "./room";

/** How many have asked for more time since it was last given. */
export const asking = signal(0);

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
    if (news?.code !== "more_time") return;
    asking.value = asking.peek() + Number(news.count ?? 1);
    announce(t("cockpit.more_time", { count: asking.peek() }));
  });
  let waited = new Map<number, number>();
  effect(() => {
    const isFirst = waited.size === 0;
    // While the step that the room is at is open they come all the time; the board is where one looks then.
    const came = steps.value.find((step) => step.texts_waiting > (waited.get(step.activity) ?? 0)
      && (step.mark !== "live" || step.state !== "open"));
    waited = new Map(steps.value.map((step) => [step.activity, step.texts_waiting]));
    if (came && !isFirst) announce(t("cockpit.text_came", { title: came.title }));
  });
  let heard = "";
  effect(() => {
    const live = cockpit.value?.live;
    const time = `${live?.round} ${live?.state} ${live?.closes_at}`;
    if (time !== heard) asking.value = 0;
    heard = time;
  });
}
