/** The centre while no step is live: what comes first, or what happens after the end. */
import { boot, t } from "../i18n";
import { presence } from "../live";
import { Button } from "../parts/Button";
import { Note } from "../parts/Note";
import type { CockpitPicture } from "../wire";
import { Act, Trouble } from "./Act";
import { perform } from "./final/final";
import { steps } from "./room";

export function Lobby({ picture }: { picture: CockpitPicture }) {
  const { state } = picture.workshop;
  return (
    <div class="lobby">
      <h2 class="centre__title">{t(`cockpit.lobby_${state}`)}</h2>
      <p>{t(state === "open" && picture.show_join ? "cockpit.lobby_joining" : `cockpit.lobby_${state}_more`)}</p>
      {state === "draft" && <Act place="actions" command="start" payload={{}} kind="primary">{t("cockpit.open_room")}</Act>}
      {state === "open" && <FirstStep />}
      {state === "ended" && <p><a class="button" href={`/w/${boot.workshop}/summary`}>{t("cockpit.results")}</a></p>}
      {state === "ended" && <Uncounted />}
      <Trouble place="actions" />
      {state !== "ended" && <Joining picture={picture} />}
    </div>
  );
}

/** Secret votes with too few ballots, or disturbed: until they are void the workshop cannot be archived. */
const Uncounted = () => (
  <>
    {steps.value.filter(({ actions }) => actions.includes("annul")).map((step) => (
      <Note key={step.activity} kind="waiting" icon="warning"
        action={<Button kind="link" onClick={() => perform(step, "annul")}>{t("secret.annul")}</Button>}>
        {t("cockpit.uncounted", { title: step.title })}
      </Note>
    ))}
  </>
);

function FirstStep() {
  const first = steps.value.find(({ exists }) => exists);
  if (!first) return <p><a class="button" href={`/w/${boot.workshop}/edit`}>{t("cockpit.edit")}</a></p>;
  return (
    <Act place="actions" command="go_live" payload={{ activity: first.activity }} kind="primary">
      {t("cockpit.live_named", { title: first.title })}
    </Act>
  );
}

function Joining({ picture }: { picture: CockpitPicture }) {
  const here = presence.value?.here ?? 0;
  const called = picture.workshop.seats_called || t("common.of_seats");
  return (
    <dl class="lobby__facts">
      <div><dt>{t("cockpit.join_code")}</dt><dd class="lobby__code">{picture.code}</dd></div>
      <div><dt>{t("cockpit.join_url")}</dt><dd>{picture.join_url}</dd></div>
      {picture.seats.length > 0 && <div><dt>{t("cockpit.here")}</dt><dd>{t("cockpit.count", { given: here, of: picture.seats.length })} {called}</dd></div>}
    </dl>
  );
}
