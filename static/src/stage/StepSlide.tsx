/** The live step: its question, then the count while answers come in, then the result. */
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { activities } from "activities:all";
import { number, t } from "../i18n";
import { Icon } from "../parts/Icon";
import { Base, countWords } from "../parts/Base";
import { ListPrint, Plain, secretWords } from "./Secretly";
import { Groups } from "../later/Groups";
import { From } from "../parts/Origin";
import { Squares, marksOf } from "../parts/Squares";
import type { Count, Groups as Of, Live, Results, ScreenPicture } from "../wire";
import { Fit, useHeadSize } from "./Fit";
import { isByTable, lengthOf, ofWords, questionsOf } from "./words";

interface Props {
  picture: ScreenPicture;
  live: Live;
  results: Results | null;
}

export function StepSlide({ picture, live, results }: Props) {
  const shown = resultToShow(live, results);
  return (
    <div class={`slide slide--${live.type} ${shown ? "slide--result" : ""} ${isMuch(live) ? "slide--much" : ""}`}>
      <Head live={live} questions={headOf(live, shown !== null)} />
      <Fit key={`${live.round}/${shown !== null}`} class="slide__body" grow="up">
        {shown ? <ResultOf picture={picture} live={live} results={shown} /> : <Coming picture={picture} live={live} results={results} />}
      </Fit>
    </div>
  );
}

/** The results to draw, or null while there is only a count. Something to read is there as soon as it is live. */
export function resultToShow(live: Live, results: Results | null): Results | null {
  if (isReading(live)) return { ...EMPTY, round: live.round };
  const isHere = results !== null && (results.whole !== null || results.rows !== null);
  return live.shown && isHere ? results : null;
}

const isReading = ({ takes_input, ask }: Live): boolean => !takes_input && !ask?.arranges;

/** A long text stands in two columns, so that its lines stay short and its type large. */
const isMuch = ({ ask }: Live): boolean => (ask?.html?.length ?? 0) > 700;

const EMPTY: Results = {
  audience: "screen", round: 0, version: 0, since: null, whole: null, rows: null, gone: [], themes: [],
  count: { unit: "people", given: 0, of: 0, guests: 0 },
};

/** With a result the questions of a board stand above their columns; sorting has no question of its own. */
function headOf(live: Live, hasResult: boolean): string[] {
  if (isReading(live)) return [];
  if (live.ask?.arranges) return [t("screen.our_themes")];
  const questions = questionsOf(live);
  return hasResult && questions.length > 1 ? [live.title] : questions;
}

function Head({ live, questions }: { live: Live; questions: string[] }) {
  const name = questions.includes(live.title) ? t("screen.step_n", { n: live.n }) : `${live.n} · ${live.title}`;
  const run = live.run > 1 ? ` · ${t("screen.run", { n: live.run })}` : "";
  const head = useRef<HTMLElement>(null);
  useHeadSize(head);
  return (
    <header class="slide__head" ref={head}>
      <p class="stage__kicker slide__kicker">
        <span>{name}{run}</span>
        {live.secret && <span><Icon name="lock" /> {t("secret.vote")}</span>}
        {live.ask?.advisory && <span>{t("resolution.advisory")}</span>}
        {live.shown && live.state === "open" && <span>{t("screen.still_open")}</span>}
      </p>
      {questions.length > 1 ? <QuestionList questions={questions} isNumbered={!isByTable(live.ask)} /> : questions.map((text) => <Question key={text} text={text} />)}
      <From origin={live.origin} />
    </header>
  );
}

const Question = ({ text }: { text: string }) => <h2 class={`slide__question slide__question--${lengthOf(text)}`}>{text}</h2>;

const QuestionList = ({ questions, isNumbered }: { questions: string[]; isNumbered: boolean }) => (
  <ol class={`slide__questions slide__questions--${lengthOf(questions.join(" "))} ${isNumbered ? "" : "slide__questions--tables"}`}>
    {questions.map((text, i) => <li key={i}><h2 class="slide__part">{text}</h2></li>)}
  </ol>
);

function ResultOf({ picture, live, results }: { picture: ScreenPicture; live: Live; results: Results }) {
  const Result = activities[live.type]?.Result;
  if (!Result) return <p>{t("screen.type_pending")}</p>;
  return (
    <>
      <div class="result">
        {results.groups
          ? <ByGroups picture={picture} live={live} results={results} groups={results.groups} />
          : <Result live={live} results={results} facts={picture.workshop} place="screen" />}
      </div>
      {live.secret && <ListPrint secret={live.secret} />}
    </>
  );
}

/** In the place of the result, whose figures are its first column: both would be too small to read from the back. */
const ByGroups = ({ picture, live, results, groups }: { picture: ScreenPicture; live: Live; results: Results; groups: Of }) => (
  <>
    <Groups groups={groups} title={live.title} />
    <Base live={live} results={results} facts={picture.workshop} />
  </>
);

/** While answers come in, and after closing until the result is shown. */
function Coming({ picture, live, results }: Props) {
  const count = live.takes_input ? results?.count : null;
  return (
    <>
      {live.takes_input && live.ask?.hint && <p class="slide__hint">{live.ask.hint}</p>}
      {count && live.state !== "annulled" && <CountOf count={count} picture={picture} />}
      <p class={live.state === "annulled" ? "slide__state slide__state--void" : "slide__state"}>{secretWords(live, count ?? null) || stateWords(live)}</p>
      <Plain live={live} />
      {live.state === "open" && picture.join && <Late join={picture.join} />}
    </>
  );
}

function CountOf({ count, picture }: { count: Count; picture: ScreenPicture }) {
  return (
    <Counted words={countWords(count, picture.workshop)}>
      <p class="slide__count">
        <b>{number(count.given)}</b> {ofWords(count, picture.workshop)}
        {count.guests > 0 && <span class="secondary"> · {t("screen.guests", { count: count.guests })}</span>}
      </p>
      <Squares marks={marksOf({ filled: Math.min(count.given, count.of), outlined: count.of - count.given })} />
    </Counted>
  );
}

const Counted = ({ words, children }: { words: string; children: ComponentChildren }) => (
  <div class="slide__counted" role="img" aria-label={words}>{children}</div>
);

export function stateWords(live: Live): string {
  if (!live.takes_input) return t("screen.arranging");
  if (live.state === "open") return t("screen.please_answer");
  return live.state === "closed" ? t("screen.closed") : t("screen.opens_soon");
}

/** Somebody always comes late. */
const Late = ({ join }: { join: NonNullable<ScreenPicture["join"]> }) => (
  <p class="slide__late">{join.host} · {t("screen.code")} <b>{join.code}</b></p>
);
