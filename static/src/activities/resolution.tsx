/** resolution: yes, no or abstention by roll call; the counts as squares, the verdict in words, who voted how. */
import "../css/resolution.css";
import { Base } from "../parts/Base";
import { Icon } from "../parts/Icon";
import { Squares, marksOf, type Mark } from "../parts/Squares";
import { Status } from "../parts/Status";
import { number, t } from "../i18n";
import type { InputProps, Mine, ResultProps } from "../wire";

type Answer = "yes" | "no" | "abstain";

interface Vote {
  who: string;
  value: Answer;
}

interface Whole {
  yes: number;
  no: number;
  abstain: number;
  verdict: "accepted" | "rejected" | "none";
  votes: Vote[];
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
      <p class="resolution__said"><Icon name="people" /> {t("resolution.named_means")}</p>
      {ANSWERS.map((answer) => (
        <label key={answer} class="option resolution__answer">
          <input type="radio" name={`resolution-${live.round}`} checked={chosen === answer} onChange={() => give({ kind, value: answer })} />
          <span class="option__label">{t(`resolution.${answer}`)}</span>
          {chosen === answer && <Status phase={phase} at={saved_at} form="brief" />}
        </label>
      ))}
    </fieldset>
  );
}

/** Answered with the vote. */
export const progress = (_: unknown, mine: Mine[]) => ({ done: answerOf(mine) ? 1 : 0, of: 1 });

export function Result({ live, results, facts }: ResultProps) {
  const whole = results.whole as Whole | null;
  if (!whole) return null;
  return (
    <>
      <div class="verdict">
        <Counts whole={whole} caption={live.title} />
        <p class={`verdict__box verdict__box--${whole.verdict}`}>
          <Icon name={whole.verdict === "accepted" ? "tick" : "close"} />
          <b>{t(`resolution.${whole.verdict}`)}</b>
          <span>{t("resolution.against", { yes: whole.yes, no: whole.no })}</span>
        </p>
      </div>
      {whole.votes.length > 0 && <RollCall votes={whole.votes} />}
      <Base live={live} results={results} facts={facts} extra={[t("resolution.rule")]} />
    </>
  );
}

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
      return names.length > 0 && <div key={answer}><dt>{t(`resolution.${answer}`)}</dt><dd>{names.join(", ")}</dd></div>;
    })}
  </dl>
);

const answerOf = (mine: Mine[]): Answer | null => mine.find((one) => one.state !== "withdrawn")?.value ?? null;
