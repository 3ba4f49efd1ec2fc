/** Who am I, is there a line, how far is the workshop. */
import { t } from "../i18n";
import { connection } from "../live";
import { Icon } from "../parts/Icon";
import { Rehearsal } from "../parts/Rehearsal";
import { roleWord } from "../parts/role";
import type { Me, PhonePicture, StepMark } from "../wire";

export function Head({ picture, me }: { picture: PhonePicture; me: Me }) {
  return (
    <header class="phone-head">
      <p class="phone-head__who">
        <b>{nameOf(me)}</b>
        <span class="secondary">{roleOf(me)}</span>
      </p>
      <p class="phone-head__line secondary">
        <LineWord />
        <Rehearsal facts={picture.workshop} />
        {picture.workshop.sample && <span>{t("common.sample")}</span>}
      </p>
      <Progress steps={picture.steps} />
    </header>
  );
}

function LineWord() {
  const isUp = connection.value === "connected";
  const word = isUp ? "phone.connected" : connection.value === "offline" ? "phone.offline" : "phone.reconnecting";
  return (
    <span class={isUp ? "line-word" : "line-word line-word--down"}>
      <Icon name={isUp ? "wifi" : "wifi-off"} />
      {t(word)}
    </span>
  );
}

/** One segment a step: done, live, ahead. */
function Progress({ steps }: { steps: StepMark[] }) {
  const at = steps.findIndex(({ mark }) => mark === "live");
  const words = at < 0 ? t("phone.steps", { count: steps.length }) : t("phone.step_of", { n: at + 1, of: steps.length });
  return (
    <p class="segments" role="img" aria-label={words}>
      {steps.map(({ activity, mark }) => <span key={activity} class={`segment segment--${mark}`} />)}
    </p>
  );
}

export const nameOf = (me: Me): string => (me.seat ? `${me.seat.kind} ${me.seat.name}`.trim() : me.name || t("phone.guest"));

export function roleOf(me: Me): string {
  const role = roleWord(me.seat, me.capacity);
  return me.seat && me.name && me.name !== me.seat.name ? `${me.name}, ${role}` : role;
}
