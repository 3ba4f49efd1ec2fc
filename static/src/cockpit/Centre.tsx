/** The live step: what it is, how many have answered, what can be done now, and what came in. */
import { number, t } from "../i18n";
import { Icon } from "../parts/Icon";
import { Note } from "../parts/Note";
import { From } from "../parts/Origin";
import { cockpit, resultsOf } from "../live";
import type { CockpitPicture, Count, Live, Results, Step } from "../wire";
import { Actions, AnnulButton } from "./Actions";
import { Board } from "./Board";
import { Stand } from "./final/Stand";
import { Lobby } from "./Lobby";
import { Outcome } from "./Outcome";
import { Trouble } from "./Act";
import { liveStep } from "./room";
import { RoundsButton } from "./RoundsDialog";
import { countedAs, questionsOf } from "../stage/words";

export function Centre() {
  const picture = cockpit.value;
  const step = liveStep.value;
  if (!picture) return null;
  if (!step || !picture.live || picture.workshop.state !== "open") return <section class="centre"><Lobby picture={picture} /></section>;
  const results = resultsOf("cockpit", picture.live.round);
  return (
    <section class="centre" aria-labelledby="step-title">
      <Head step={step} live={picture.live} results={results} picture={picture} />
      <Actions step={step} />
      <Trouble place="actions" />
      <Body step={step} live={picture.live} results={results} picture={picture} />
    </section>
  );
}

function Head({ step, live, results, picture }: BodyProps) {
  const run = step.run > 1 ? ` · ${t("screen.run", { n: step.run })}` : "";
  return (
    <div class="centre__head">
      <div>
        <p class="secondary">{t("cockpit.step_n", { n: step.n })} · {t(`${step.type}.name`)} · {t(`cockpit.state_${stateOf(step)}`)}{run}{step.print && ` · ${t("cockpit.print", { print: step.print })}`}</p>
        <h2 id="step-title" class="centre__title">{step.title}</h2>
        <p class="centre__asked secondary">{questionsOf(live).filter((asked) => asked !== step.title).join(" · ")}</p>
        <From origin={live.origin} />
        {step.note && <p class="centre__note"><Icon name="pencil" /> {step.note}</p>}
      </div>
      <div class="centre__side">
        <RoundsButton step={step} />
        <AnnulButton step={step} />
        {step.takes_input && <Counted count={results?.count ?? step.count} picture={picture} />}
      </div>
    </div>
  );
}

const stateOf = (step: Step): string => (step.takes_input ? step.state : "shows");

/** The count of the results is fresher than the one of the step: answers alone change no state. */
function Counted({ count, picture }: { count: Count; picture: CockpitPicture }) {
  if (picture.live?.secret) return <p class="centre__count"><Icon name="lock" /> <b>{t("secret.count", { given: count.given, of: count.of })}</b></p>;
  return (
    <p class="centre__count">
      <b>{t("cockpit.count", { given: count.given, of: count.of })}</b> {countedAs(count, picture.workshop)}
      {count.guests > 0 && <span class="secondary"> + {t("screen.guests", { count: count.guests })}</span>}
      {count.entered && <span class="centre__entered small secondary">{t("chart.entered", { count: count.entered })}</span>}
    </p>
  );
}

interface BodyProps {
  step: Step;
  live: Live;
  results: Results | null;
  picture: CockpitPicture;
}

/** Texts can be arranged; anything else shows its result as soon as it may, beside the texts about it once there are some. */
function Body({ step, live, results, picture }: BodyProps) {
  if (live.secret && step.state !== "draft") return <Secretly step={step} live={live} results={results} picture={picture} />;
  if (step.state === "annulled") return <Note kind="waiting" icon="warning">{t("secret.is_annulled", { reason: live.reason })}</Note>;
  if (results?.rows && (step.is_text || results.rows.length > 0)) return <Board key={step.activity} step={step} live={live} results={results} picture={picture} />;
  if (!step.takes_input) return <Outcome live={live} results={results ?? nothing(live)} picture={picture} />;
  if (results?.whole) return <Outcome live={live} results={results} picture={picture} />;
  return <p class="centre__wait secondary">{t(step.state === "draft" ? "cockpit.not_opened" : "cockpit.result_after_close", { n: number((results?.count ?? step.count).given) })}</p>;
}

/** Nobody sees who has cast, or more than how many; the result comes after the count. */
function Secretly({ step, live, results, picture }: BodyProps) {
  return (
    <>
      <Stand secret={live.secret!} state={step.state} round={live.round} count={results?.count ?? step.count} />
      {results?.whole && <Outcome live={live} results={results} picture={picture} />}
    </>
  );
}

const nothing = (live: Live): Results => ({
  audience: "cockpit", round: live.round, version: 0, since: null, whole: null, rows: null, gone: [], themes: [],
  count: { unit: "people", given: 0, of: 0, guests: 0 },
});
