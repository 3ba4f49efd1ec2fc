/** resolution: yes, no or abstention; the counts as squares, the verdict with its rule in words, who voted how. */
import "../css/resolution.css";
import { invalidWords, starWords } from "../parts/Base";
import { Icon } from "../parts/Icon";
import { Squares, marksOf, type Mark } from "../parts/Squares";
import { Status } from "../parts/Status";
import { number, t } from "../i18n";
import { listed } from "./named/listed";
import { Dissent } from "./resolution/Dissent";
import { Rules, ruleWords, type Ask } from "./resolution/Rules";
import type { Count, Facts, InputProps, Mine, ResultProps, Results } from "../wire";

type Answer = "yes" | "no" | "abstain";

interface Vote {
  /** Empty for a guest who gave no name. */
  who: string;
  value: Answer;
}

interface Whole {
  yes: number;
  no: number;
  abstain: number;
  given: number;
  /** Of a secret vote, by reason; no part of what was given. */
  invalid?: { [why: string]: number };
  /** Of those entitled; null where nobody knows. */
  there: number | null;
  excused: number;
  verdict: "accepted" | "rejected" | "not_quorate" | "none";
  /** How many yes it took of how many. */
  rule: Required<Pick<Ask, "share" | "of">> & { name: NonNullable<Ask["rule"]>; base: number; needed: number };
  quorum: { needed: number; of: number; present: number } | null;
  advisory: boolean;
  votes: Vote[];
  notes: { who: string; text: string }[];
}

const ANSWERS: Answer[] = ["yes", "no", "abstain"];
/** A yes is filled, a no hatched: the two have no colours of their own. */
const MARKS: { [answer in Answer]: Mark } = { yes: "filled", no: "hatched", abstain: "outlined" };

/** What a person gives here. */
export const kind = "vote";

export function Input({ live, mine, give, status }: InputProps) {
  const chosen = answerOf(mine);
  const { phase, saved_at } = status(kind, "");
  return (
    <fieldset class="options resolution">
      <legend class="visually-hidden">{live.title}</legend>
      {ANSWERS.map((answer) => (
        <label key={answer} class="option resolution__answer">
          <input type="radio" name={`resolution-${live.round}`} checked={chosen === answer} onChange={() => give({ kind, value: answer })} />
          <span class="option__label">{t(`resolution.${answer}`)}</span>
          {chosen === answer && <Status phase={phase} at={saved_at} form="brief" />}
        </label>
      ))}
      <p class="secondary resolution__change">{t("resolution.can_change")}</p>
      <Rules ask={live.ask} />
    </fieldset>
  );
}

/** A note is no vote. */
export const beside = ["note"];

/** Answered with the vote. */
export const progress = (_: unknown, mine: Mine[]) => ({ done: answerOf(mine) ? 1 : 0, of: 1 });

export const After = Dissent;

export function Result({ live, results, facts, place }: ResultProps) {
  const whole = results.whole as Whole | null;
  if (!whole) return null;
  return (
    <>
      <div class="verdict">
        <Counts whole={whole} caption={live.title} />
        <p class={`verdict__box verdict__box--${whole.verdict}`}>
          <Icon name={whole.verdict === "accepted" ? "tick" : "close"} />
          <b>{t(`resolution.${whole.verdict}`)}</b>
          <span>{whyWords(whole)}</span>
        </p>
      </div>
      {whole.votes.length > 0 && <RollCall votes={whole.votes} />}
      {place === "screen" || <Notes notes={whole.notes} />}
      <Foot whole={whole} called={calledAs(results.count, facts)} entered={enteredWords(results)} privacy={t(`common.${live.privacy}`)} words={saidBelow(whole, place)} />
    </>
  );
}

/** What decided: the number that was missing, or the votes on both sides. */
function whyWords({ verdict, yes, no, rule, quorum }: Whole): string {
  if (verdict === "not_quorate" && quorum) return t("resolution.present_of", quorum);
  return rule.name === "simple" ? t("resolution.against", { yes, no }) : t("resolution.yes_of", { yes, ...rule });
}

/** On the wall the label stands above, and the notes are too long to read. */
const saidBelow = ({ advisory, notes }: Whole, place: ResultProps["place"]): string[] => [
  place !== "screen" && advisory ? t("resolution.advisory") : "",
  place === "screen" && notes.length > 0 ? t("resolution.notes_count", { count: notes.length }) : "",
];

/** The base, then the rule: "16 abgegeben von 16 anwesenden Gemeinden · … · beschlussfähig ab 9 von 17". */
function Foot({ whole, called, entered, privacy, words }: { whole: Whole; called: string; entered: string; privacy: string; words: string[] }) {
  const { given, there, excused, quorum, rule, invalid = {} } = whole;
  const all = given + Object.values(invalid).reduce((sum, n) => sum + n, 0);
  const cast = [there === null ? "" : t("resolution.cast_of", { given: all, there, called }), ...invalidWords(whole), entered, excused > 0 && t("resolution.excused", { count: excused }), privacy];
  const decided = [ruleWords({ ...rule, rule: rule.name }), quorum && t("resolution.quorate_from", quorum), ...words];
  return (
    <p class="result__base verdict__base">
      <b>{joined(cast)}</b>
      <span>{joined(decided)}</span>
    </p>
  );
}

/** How many the moderator entered for a seat, where names stand those with a star. */
const enteredWords = (results: Results): string => (results.count.entered ? t("chart.entered", { count: results.count.entered }) + starWords(results) : "");

const calledAs = ({ unit }: Count, facts: Facts): string => (unit === "people" ? t("common.people") : facts.seats_called || t("common.of_seats"));

const joined = (words: (string | false | null)[]): string => words.filter(Boolean).join("\u00a0· ");

const Notes = ({ notes }: { notes: Whole["notes"] }) =>
  notes.length > 0 ? (
    <section class="dissent__notes">
      <h3>{t("resolution.notes")}</h3>
      <dl>{notes.map(({ who, text }, n) => <div key={n}><dt>{who || t("common.nameless", { count: 1 })}</dt><dd>{text}</dd></div>)}</dl>
    </section>
  ) : null;

const Counts = ({ whole, caption }: { whole: Whole; caption: string }) => (
  <table class="bars verdict__counts">
    <caption class="visually-hidden">{caption}</caption>
    <tbody>
      {ANSWERS.map((answer) => (
        <tr key={answer} class="bars__row">
          <th scope="row" class="bars__label">{t(`resolution.${answer}`)}</th>
          <td class="bars__count">{number(whole[answer])}</td>
          <td class="bars__mark" aria-hidden="true"><Squares marks={marksOf({ [MARKS[answer]]: whole[answer] })} /></td>
        </tr>
      ))}
    </tbody>
  </table>
);

const RollCall = ({ votes }: { votes: Vote[] }) => (
  <dl class="roll-call" aria-label={t("resolution.votes")}>
    {ANSWERS.map((answer) => {
      const names = votes.filter(({ value }) => value === answer).map(({ who }) => who);
      return names.length > 0 && <div key={answer}><dt>{t(`resolution.${answer}`)}</dt><dd>{listed(names.filter(Boolean), names.filter((who) => !who))}</dd></div>;
    })}
  </dl>
);

const answerOf = (mine: Mine[]): Answer | null => mine.find((one) => one.kind === kind && one.state !== "withdrawn")?.value ?? null;
