/** The ballot itself: what can be chosen, then the last question. What is chosen lives in this component and goes with it. */
import { useState } from "preact/hooks";
import { Rules } from "../../activities/resolution/Rules";
import { sentence, t } from "../../i18n";
import { Button } from "../../parts/Button";
import { Note } from "../../parts/Note";
import { MoreTime } from "../../phone/Bar";
import type { Live, Me } from "../../wire";
import { Confirm } from "./Confirm";
import { Warnings } from "./Warnings";
import { SPOILT } from "./length";
import { cast, castForShow, type Standing } from "./standing";

interface Option {
  id: string;
  label: string;
}

interface Props {
  live: Live;
  me: Me;
  standing: Standing;
  /** "noch offen · 9 von 16 abgegeben" */
  count: string;
}

export function Choose({ live, me, standing, count }: Props) {
  const [chosen, setChosen] = useState<string[]>([]);
  const [isAsking, ask] = useState(false);
  const options = optionsOf(live);
  const most = live.type === "resolution" ? 1 : live.ask.most;
  const isSpoilt = chosen.includes(SPOILT);
  const labels = isSpoilt ? [t("secret.spoil")] : options.filter(({ id }) => chosen.includes(id)).map(({ label }) => label);
  const onward = () => chosen.length > 0 && ask(true);
  const confirm = () => {
    ask(false);
    const value = isSpoilt || live.type === "resolution" ? chosen[0] : chosen;
    if (me.participant) void cast(live.round, value, { ids: options.map(({ id }) => id), most });
    else castForShow(live.round);
  };
  return (
    <form class="ballot" autocomplete="off" onSubmit={(event) => (event.preventDefault(), onward())}>
      <Why standing={standing} />
      <fieldset class="options">
        <legend class="ballot__question">{me.seat ? t("secret.how_votes", { seat: me.seat.name }) : t("secret.your_choice")}</legend>
        {most > 1 && <p class="secondary">{t("phone.choose_up_to", { count: most })}</p>}
        {options.map(({ id, label }) => (
          <label key={id} class="option ballot__option">
            <input
              type={most > 1 ? "checkbox" : "radio"} name={`ballot-${live.round}`} autocomplete="off" checked={chosen.includes(id)}
              disabled={most > 1 && chosen.length >= most && !chosen.includes(id)}
              onChange={(event) => setChosen(most > 1 ? toggled(chosen, id, event.currentTarget.checked) : [id])}
            />
            <span class="option__label">{label}</span>
          </label>
        ))}
        {live.secret?.may_spoil && <Spoil name={`ballot-${live.round}`} isOne={most === 1} isChosen={isSpoilt} choose={setChosen} />}
      </fieldset>
      {live.type === "resolution" && <Rules ask={live.ask} />}
      <Warnings secret={live.secret} />
      <p class="secondary ballot__short">{t("secret.short")} <a href="/secrecy" target="_blank">{t("secret.more")}</a></p>
      {me.participant > 0 && <p><MoreTime round={live.round} kind="link" /></p>}
      <footer class="bar ballot__bar">
        <Button kind="primary" size="wide" type="submit" disabled={chosen.length === 0}>{t("secret.onward")}</Button>
        <p class="ballot__count secondary">{count}</p>
      </footer>
      <Confirm open={isAsking} labels={labels} onYes={confirm} onNo={() => ask(false)} />
    </form>
  );
}

/** Quieter than the answers, and away from them, so that nobody hits it by mistake. */
const Spoil = ({ name, isOne, isChosen, choose }: { name: string; isOne: boolean; isChosen: boolean; choose: (ids: string[]) => void }) => (
  <div class="ballot__spoil">
    <label class="option">
      <input
        type={isOne ? "radio" : "checkbox"} name={name} autocomplete="off" checked={isChosen} aria-describedby={`${name}-spoil`}
        onChange={(event) => choose(event.currentTarget.checked ? [SPOILT] : [])}
      />
      <span class="option__label">{t("secret.spoil")}</span>
    </label>
    <p class="secondary small" id={`${name}-spoil`}>{t("secret.spoil_means")}</p>
  </div>
);

/** Why one has to choose (again). */
function Why({ standing }: { standing: Standing }) {
  if (standing.error) return <Note kind="waiting" icon="warning"><span role="alert">{sentence(standing.error)}</span></Note>;
  return standing.lost ? <Note kind="waiting" icon="warning"><span role="alert">{t("secret.lost")}</span></Note> : null;
}

function optionsOf({ type, ask }: Live): Option[] {
  if (type === "resolution") return ["yes", "no", "abstain"].map((id) => ({ id, label: t(`resolution.${id}`) }));
  return ask.options;
}

/** Whoever chooses an answer votes validly. */
const toggled = (chosen: string[], id: string, isOn: boolean): string[] =>
  isOn ? [...chosen.filter((one) => one !== SPOILT), id] : chosen.filter((one) => one !== id);
