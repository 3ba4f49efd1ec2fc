/** feedback: several questions on one page, each drawn by the type that it is of. */
import "../css/feedback.css";
import { useContext } from "preact/hooks";
import { Base } from "../parts/Base";
import { Fewer, MOST_BRIEF } from "../parts/fewer";
import { t } from "../i18n";
import { viewOf } from "../registry";
import type { InputProps, Mine, ResultProps, Results } from "../wire";
import { linesOf, secondColumn } from "./feedback/columns";
import { lineOf, liveOf, mineOf, questionOf, type Part } from "./feedback/parts";

interface Ask {
  ask: string;
  parts: Part[];
}

interface Given {
  id: string;
  whole: any;
  rows: Results["rows"];
}

/** Its parts say what is given. */
export const kind = "";

export function Input(props: InputProps) {
  const { parts } = props.live.ask as Ask;
  return <div class="feedback">{parts.map((part) => <Question key={part.id} part={part} props={props} />)}</div>;
}

function Question({ part, props }: { part: Part; props: InputProps }) {
  const view = viewOf(part.type);
  if (!view) return null;
  return (
    <section class="feedback__part">
      <Heading part={part} />
      <view.Input live={liveOf(props.live, part)} part={part.id} {...lineOf(props, part, view.kind)} />
    </section>
  );
}

const Heading = ({ part }: { part: Part }) => (questionOf(part) ? <h2 class="feedback__ask">{questionOf(part)}</h2> : null);

/** A part is answered once it has what its type asks for; a text is one answer. */
export function progress({ parts }: Ask, mine: Mine[]) {
  return { done: parts.filter((part) => isAnswered(part, mineOf(mine, part))).length, of: parts.length };
}

function isAnswered(part: Part, mine: Mine[]): boolean {
  const found = viewOf(part.type)?.progress?.(part.ask, mine);
  return found ? found.done === found.of : mine.some(({ state }) => state !== "withdrawn");
}

export function Result({ live, results, facts, place }: ResultProps) {
  const { parts } = live.ask as Ask;
  const fewer = useContext(Fewer);
  const given: Given[] = results.whole?.parts ?? [];
  const ownOf = ({ id }: Part) => given.find((own) => own.id === id);
  const drawn = parts.map((part) => {
    const own = ownOf(part);
    const inner = { ...results, whole: own?.whole ?? null, rows: own?.rows ?? null, themes: [] };
    return <Answers key={part.id} part={part} live={live} results={inner} facts={facts} place={place} />;
  });
  if (place !== "screen") return <div class={`feedback feedback--${place}`}>{drawn}</div>;
  const hasNoTexts = fewer >= MOST_BRIEF && given.some(({ rows }) => rows?.length);
  const second = secondColumn(parts.map((part) => linesOf(ownOf(part), MOST_BRIEF - fewer)));
  return (
    <>
      <div class="feedback feedback--screen">
        <div class="feedback__column">{drawn.slice(0, second)}</div>
        {second < drawn.length && <div class="feedback__column">{drawn.slice(second)}</div>}
      </div>
      <Base live={live} results={results} facts={facts} extra={[hasNoTexts ? t("feedback.on_phones") : ""]} />
    </>
  );
}

function Answers({ part, live, ...props }: Omit<ResultProps, "part"> & { part: Part }) {
  const view = viewOf(part.type);
  const { whole, rows } = props.results;
  if (!view || !(whole || rows)) return null;
  return (
    <section class="feedback__part">
      <Heading part={part} />
      {rows?.length === 0 ? <Silent part={part} /> : <div class="result"><view.Result live={liveOf(live, part)} part={part.id} {...props} /></div>}
    </section>
  );
}

const Silent = ({ part }: { part: Part }) => (
  <>
    {(part.ask.questions ?? []).map(({ id, label }: { id: string; label: string }) => <h2 key={id} class="feedback__ask">{label}</h2>)}
    <p class="result__empty">{t("feedback.nothing")}</p>
  </>
);
