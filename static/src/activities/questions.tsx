/** questions: what participants ask the room; the most wanted first; what is answered stands apart. */
import "../css/questions.css";
import { Others } from "./likes/Others";
import { byLikes, tops, type Group } from "./likes/steady";
import { Written, newestFirst } from "./writing/Written";
import { Base } from "../parts/Base";
import { Icon } from "../parts/Icon";
import { Who } from "../parts/Who";
import { t } from "../i18n";
import type { InputProps, ResultProps } from "../wire";

/** What a person gives here. */
export const kind = "question";
export const beside = ["like"];

const WORDS = { add: "questions.add", send: "questions.send", change: "questions.change", take_back: "questions.take_back" };
/** What can be read from the back; the phones have all. */
const ON_SCREEN = { open: 5, answered: 2 };

export function Input(props: InputProps) {
  const own = newestFirst(props.mine.filter((one) => one.kind === kind));
  return (
    <div class="cards">
      <Written {...props} kind={kind} name="question" own={own} note={props.live.ask.hint} words={WORDS} valueOf={(text) => ({ text })} />
    </div>
  );
}

export function Result({ live, results, facts, place, input }: ResultProps) {
  const rows = results.rows ?? [];
  if (rows.length === 0) return <p class="result__empty">{t(results.in_fives ? "chart.none_in_fives" : "questions.none")}</p>;
  const groups = tops([...rows].sort(byLikes));
  const open = groups.filter(({ top }) => top.answered_at === null);
  const answered = groups.filter(({ top }) => top.answered_at !== null).sort((a, b) => b.top.answered_at! - a.top.answered_at!);
  const most = place === "screen" ? ON_SCREEN : { open: Infinity, answered: Infinity };
  return (
    <>
      <div class="questions">
        {place !== "screen" && <h3>{t("questions.open_title")}</h3>}
        {open.length === 0 && <p class="questions__none">{t("questions.none_open")}</p>}
        {input ? <Others rows={without(rows, answered)} input={input} own={t("questions.own")} /> : <Queue groups={open} most={most.open} />}
        {answered.length > 0 && <Answered groups={answered} most={most.answered} />}
      </div>
      <Base live={live} results={results} facts={facts} extra={[t("questions.count", { count: groups.length }), t("questions.by_likes"), results.in_fives ? t("chart.texts_in_fives") : ""]} />
    </>
  );
}

/** The rows of all other groups. */
function without(rows: ResultProps["results"]["rows"] & {}, groups: Group[]) {
  const gone = new Set(groups.flatMap(({ top, merged }) => [top, ...merged]));
  return rows.filter((row) => !gone.has(row));
}

function Queue({ groups, most }: { groups: Group[]; most: number }) {
  const more = groups.length - Math.min(groups.length, most);
  return (
    <>
      <ol class="questions__list">
        {groups.slice(0, most).map((group) => (
          <li key={group.top.id} class="questions__one">
            <Text group={group} />
            <span class="questions__likes">{t("chart.likes", { count: group.top.likes })}</span>
          </li>
        ))}
      </ol>
      {more > 0 && <p class="questions__more">{t("questions.more", { count: more })}</p>}
    </>
  );
}

/** The last ones answered first, smaller: they are done. */
const Answered = ({ groups, most }: { groups: Group[]; most: number }) => (
  <section class="questions__answered">
    <h3>{t("questions.answered_title")} <span class="questions__count">{groups.length}</span></h3>
    <ul>
      {groups.slice(0, most).map((group) => (
        <li key={group.top.id}><Icon name="tick" /> <Text group={group} /></li>
      ))}
    </ul>
  </section>
);

const Text = ({ group: { top, merged } }: { group: Group }) => (
  <span class="questions__text">
    {top.value.text}
    {top.late && <span class="secondary"> ({t("chart.late")})</span>}
    {merged.length > 0 && <span class="secondary"> {t("chart.merged", { count: merged.length })}</span>}
    <Who of={[top, ...merged]} />
  </span>
);
