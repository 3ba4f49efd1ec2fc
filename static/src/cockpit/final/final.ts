/** What cannot be taken back is asked once more before it is done: opening, closing and annulling a secret ballot, annulling a decision. */
import { boot } from "../../i18n";
import { cockpit } from "../../live";
import type { Action, Secret, Step } from "../../wire";
import { act } from "../doing";
import { openDialog } from "../opened";

export type Final = "open" | "close" | "annul";

/** Does an action of the live step, after a question where it is final. */
export function perform(step: Step, action: Action): unknown {
  if (isFinal(step, action)) return openDialog({ name: "final", activity: step.activity, action });
  return act("actions", action, { activity: step.activity });
}

/** What is known of the ballot of this step, if it is live and secret. */
export function secretOf(step: Step | null): Secret | null {
  const live = cockpit.value?.live;
  return step && live?.activity === step.activity ? live.secret : null;
}

const isFinal = (step: Step, action: Action): action is Final =>
  action === "annul" || (secretOf(step) !== null && (action === "open" || action === "close"));

/** Whether the connection can be read by others; before a ballot is open only the page itself knows. */
export const isPlain = (secret: Secret | null): boolean => secret?.plain || boot.page?.plain === true;

/** Closed with fewer ballots than are counted. */
export const isTooFew = (secret: Secret, given: number): boolean => given < secret.least;
