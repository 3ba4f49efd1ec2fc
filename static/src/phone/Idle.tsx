/** When no step is live: not begun, between steps, ended; and when the server does not let this phone in. */
import { sentence, t } from "../i18n";
import { Note } from "../parts/Note";
import type { Failure, Me, PhonePicture } from "../wire";
import { nameOf, roleOf } from "./Head";
import { StoryLink } from "./Story";

export function Idle({ picture }: { picture: PhonePicture }) {
  const stage = picture.stage === "draft" || picture.stage === "ended" ? picture.stage : "waiting";
  const { title, subtitle } = picture.workshop;
  return (
    <section class="idle">
      <p class="secondary">{title}{subtitle && ` – ${subtitle}`}</p>
      <h1>{t(`phone.idle_${stage}`)}</h1>
      <p>{t(`phone.idle_${stage}_means`)}</p>
      <StoryLink />
    </section>
  );
}

/** Before the door: the picture of the room comes with the moderator's yes. */
export const Waiting = ({ me }: { me: Me }) => (
  <div class="phone idle">
    <p><b>{nameOf(me)}</b> <span class="secondary">{roleOf(me)}</span></p>
    <h1>{t("phone.waiting")}</h1>
    <Note kind="waiting" icon="clock">{t("phone.waiting_means")}</Note>
  </div>
);

export function TurnedAway({ error }: { error: Failure }) {
  return (
    <div class="phone idle">
      <h1>{t("phone.turned_away")}</h1>
      <Note kind="error" icon="warning">{sentence(error)}</Note>
      <p><a class="button" href="/">{t("phone.to_code")}</a></p>
    </div>
  );
}
