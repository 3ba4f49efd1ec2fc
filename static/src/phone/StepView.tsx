/**
 * One step on the phone: what is asked, the input, what came of it. Pure, so that the editor's preview shows
 * the same: <StepView live picture me results input />.
 */
import { activities, arriving, parts } from "activities:all";
import type { ComponentChildren } from "preact";
import { has, t } from "../i18n";
import { Icon } from "../parts/Icon";
import { Note } from "../parts/Note";
import { From } from "../parts/Origin";
import type { Live, Me, PhonePicture, Results } from "../wire";
import { Bar } from "./Bar";
import type { StepInput } from "./input";

interface Props {
  live: Live;
  picture: PhonePicture;
  me: Me;
  results: Results | null;
  input: StepInput;
}

export function StepView({ live, picture, me, results, input }: Props) {
  return (
    <article class="phone-step">
      <StepHead live={live} picture={picture} />
      <Body live={live} picture={picture} me={me} results={results} input={input} />
      {live.takes_input && live.state === "open" && live.privacy !== "secret" && mayGive(live, me) && <Bar live={live} input={input} />}
    </article>
  );
}

function StepHead({ live, picture }: { live: Live; picture: PhonePicture }) {
  return (
    <header class="phone-step__head">
      <div class="phone-step__meta secondary">
        {t("phone.step_of", { n: live.n, of: picture.steps.length })}
        {live.run > 1 && ` · ${t("phone.run", { n: live.run })}`}
        {live.takes_input && <span aria-hidden="true">·</span>}
        {live.takes_input && <Privacy live={live} />}
      </div>
      <h1>{live.title}</h1>
      {live.ask?.ask && <p class="phone-step__ask">{live.ask.ask}</p>}
      <From origin={live.origin} />
    </header>
  );
}

/** The word, and one tap away what it means. */
const Privacy = ({ live }: { live: Live }) => (
  <details class="privacy">
    <summary>{t(`common.${live.privacy}`)}</summary>
    <p>{t(`phone.${live.privacy}_means`)}</p>
  </details>
);

/** That the room sees who gives what is said before anybody does, and not one tap away. */
const Named = ({ live }: { live: Live }) => (
  <p class="named-said"><Icon name="people" /> {t(has(`${live.type}.named_said`) ? `${live.type}.named_said` : "phone.named_said")}</p>
);

function Body({ live, picture, me, results, input }: Props) {
  const view = activities[live.type];
  const isLoading = live.privacy === "secret" && arriving.value;
  if (!view || isLoading) return <Note icon={arriving.value ? "clock" : undefined}>{t(arriving.value ? "phone.step_loading" : "phone.unknown_type")}</Note>;
  const { Input, Result, After } = view;
  const HandIn = arriving.value ? null : parts.HandIn;
  const Ballot = live.privacy === "secret" && live.takes_input ? parts.Ballot : null;
  const isResult = live.shown && results !== null && (results.whole !== null || results.rows !== null);
  const isAsked = live.takes_input ? live.state === "open" && maySpeak(live, me) : !isResult;
  const result = isResult && (
    <section class="phone-step__result">
      <h2>{t(live.state === "open" ? "phone.so_far" : "phone.result")}</h2>
      <div class="result"><Result live={live} results={results!} facts={picture.workshop} place="phone" input={live.state === "open" && mayGive(live, me) ? input : undefined} />
        {results!.groups && parts.Groups && <parts.Groups groups={results!.groups} title={live.title} />}
      </div>
    </section>
  );
  // A receipt is long, and what the room has decided is what everybody waits for.
  return (
    <>
      {Ballot && result}
      {isAsked && live.takes_input && live.privacy === "named" && <Named live={live} />}
      {Ballot ? <Ballot live={live} me={me} results={results} /> : isAsked ? <Held live={live} me={me}><Input live={live} {...input} /></Held> : <Between live={live} me={me} input={input} isResult={isResult} />}
      {HandIn && live.may_be_late && !isAsked && maySpeak(live, me) && <HandIn live={live} view={view} />}
      {!Ballot && result}
      {isResult && After && live.state === "closed" && maySpeak(live, me) && <After live={live} results={results!} {...input} />}
    </>
  );
}

/** While the vote is in other hands one sees what is given there; how to take it is said above the step (later/Holding.tsx). */
const Held = ({ live, me, children }: { live: Live; me: Me; children: ComponentChildren }) =>
  live.votes ? <fieldset class="held" disabled={!mayGive(live, me)}>{children}</fieldset> : <>{children}</>;

/** Nothing can be given now: not open yet, closed, or it is others' turn. */
function Between({ live, me, input, isResult }: { live: Live; me: Me; input: StepInput; isResult: boolean }) {
  if (!live.takes_input) return null;
  if (live.state === "draft") return <Note icon="clock">{t("phone.not_open")}</Note>;
  if (live.state === "annulled") return <Note kind="waiting" icon="warning">{t("secret.is_annulled", { reason: live.reason })}</Note>;
  if (!maySpeak(live, me)) return <Note icon="people">{t("phone.seats_only")}</Note>;
  const { beside = [] } = activities[live.type] ?? {};
  const count = input.mine.filter((one) => !beside.includes(one.kind) && one.state !== "withdrawn" && one.saved_at > 0).length;
  const undecided = input.mine.filter((one) => one.state === "waiting" && one.saved_at > 0).length;
  const words = count ? t("phone.closed_given", { count }) : t("phone.closed_nothing");
  return <Note kind={count ? "saved" : "plain"} icon={count ? "tick" : "lock"}>{words} {undecided > 0 && t("phone.undecided", { count: undecided })} {!isResult && t("phone.result_later")}</Note>;
}

const maySpeak = (live: Live, me: Me): boolean => live.who === "all" || me.capacity !== "guest";

/** Not while the vote of one's seat is in other hands; a text comes from everybody. */
const mayGive = (live: Live, me: Me): boolean => maySpeak(live, me) && !(live.votes && me.holding?.mine === false);
