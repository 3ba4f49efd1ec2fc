/** What the screen shows as a text of one column, for a narrow window. */
import { activities } from "activities:all";
import { t } from "../i18n";
import { countWords } from "../parts/Base";
import { From } from "../parts/Origin";
import { Note } from "../parts/Note";
import { secretWords } from "../stage/Secretly";
import { resultToShow, stateWords } from "../stage/StepSlide";
import { questionsOf } from "../stage/words";
import type { Live, Results, ScreenPicture } from "../wire";

interface Props {
  picture: ScreenPicture;
  results: Results | null;
}

export function Reading({ picture, results }: Props) {
  const { stage, live } = picture;
  if (stage === "step" && live) return <Step picture={picture} live={live} results={results} />;
  return <section class="observer__now"><Note icon="screen">{t(`observer.stage_${stage}`)}</Note></section>;
}

function Step({ picture, live, results }: Props & { live: Live }) {
  const shown = resultToShow(live, results);
  const Result = activities[live.type]?.Result;
  return (
    <section class="observer__now" aria-labelledby="now-title">
      <p class="secondary">{t("screen.step_n", { n: live.n })}{live.secret && ` · ${t("secret.vote")}`}</p>
      <h2 id="now-title">{live.title}</h2>
      {questionsOf(live).filter((text) => text !== live.title).map((text) => <p key={text} class="observer__ask">{text}</p>)}
      <From origin={live.origin} />
      {shown && Result
        ? <div class="result"><Result live={live} results={shown} facts={picture.workshop} place="phone" /></div>
        : <Coming picture={picture} live={live} results={results} />}
    </section>
  );
}

function Coming({ picture, live, results }: Props & { live: Live }) {
  const count = live.takes_input && live.state !== "annulled" ? results?.count : null;
  const isAsked = live.takes_input && live.state === "open"; // the wall asks those in the room, not who reads here
  return (
    <>
      <p>{secretWords(live, count ?? null) || (isAsked ? t("observer.asking") : stateWords(live))}</p>
      {count && <p class="observer__count">{countWords(count, picture.workshop)}</p>}
    </>
  );
}
