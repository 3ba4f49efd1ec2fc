/** cards: any number of short texts to one or several questions; a board grouped by theme. */
import { useState } from "preact/hooks";
import { Board } from "./cards/Board";
import { Tables, questionAt, seatOf, TABLE } from "./cards/Tables";
import { Others } from "./likes/Others";
import { Written, newestFirst } from "./writing/Written";
import { Base } from "../parts/Base";
import { t } from "../i18n";
import { newKey } from "../key";
import type { InputProps, Mine, ResultProps } from "../wire";

/** What a person gives here, and what they say beside it. */
export const kind = "card";
export const beside = ["like", TABLE];

export interface Ask {
  questions: { id: string; label: string }[];
  hint: string;
  likes: boolean;
  /** How many tables there are; 0: none. A round from before there were any says nothing. */
  tables?: number;
  /** Each table answers a question of its own. */
  by_table?: boolean;
  arranges: number | null;
}

/** Where it is one question of a form. */
const ANSWERS = { add: "feedback.answer", send: "feedback.send", change: "feedback.change", take_back: "feedback.take_back" };
const WORDS = { add: "phone.new_card", send: "phone.send_card", change: "phone.change_card", take_back: "phone.take_card_back" };

export function Input(props: InputProps) {
  const ask = props.live.ask as Ask;
  const { questions, hint, tables, arranges } = ask;
  const table = tables ? seatOf(props.mine) : 0;
  const [question, setQuestion] = useState(() => begun(questions, props.draft) ?? questions[0]?.id ?? "");
  if (arranges) return <p class="secondary">{t("phone.arranging")}</p>;
  const isOwn = table > 0 && ask.by_table;
  const asked = (isOwn ? questionAt(ask, table) : questions.find(({ id }) => id === question)) ?? questions[0];
  if (!asked) return null;
  if (tables && !table) return <div class="cards"><Tables {...props} moved={() => {}} /></div>;
  return (
    <div class="cards">
      {table > 0 && <Tables {...props} moved={(to) => isOwn || takeAlong(props.draft, questions, to)} />}
      {questions.length > 1 && !isOwn && <Questions {...props} chosen={asked.id} choose={setQuestion} />}
      <h2 class="cards__ask">{asked.label}</h2>
      <Written key={asked.id} {...props} kind={kind} name={`card/${asked.id}`} own={cardsOf(props.mine, asked.id)} part={props.part} note={hint} words={props.part ? ANSWERS : WORDS}
        about={(card) => (card.value.table === table || !card.value.table ? "" : t("cards.table_n", { n: card.value.table }))}
        valueOf={(text, item) => ({ question: asked.id, text, ...at(tableOf(props.mine, item) || table) })} />
    </div>
  );
}

/** Which question is being answered, as a row of native radios with the count of own cards. */
function Questions({ live, part = "", mine, chosen, choose }: InputProps & { chosen: string; choose: (id: string) => void }) {
  const { questions } = live.ask as Ask;
  return (
    <fieldset class="tabs">
      <legend class="visually-hidden">{t("cards.question")}</legend>
      {questions.map(({ id }, i) => (
        <label key={id} class="tabs__tab">
          <input type="radio" name={`question-${live.round}${part}`} checked={id === chosen} onChange={() => choose(id)} />
          <span class="tabs__words">
            <b>{t("phone.question_n", { n: i + 1 })}</b>
            <span>{t("phone.cards", { count: cardsOf(mine, id).length })}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export function Result({ live, part, results, facts, place, input }: ResultProps) {
  const { questions, likes } = live.ask as Ask;
  const rows = results.rows ?? [];
  const asked = questions.length ? questions : (results.whole?.questions ?? []);
  if (rows.length === 0) return <p class="result__empty">{t(results.in_fives ? "chart.none_in_fives" : "chart.no_cards")}</p>;
  const merged = rows.some((row) => row.merged_into !== null) ? t("chart.merged_counted") : "";
  return (
    <>
      {likes && input
        ? <Others rows={rows} input={input} own={t("chart.own_card")} />
        : <Board rows={rows} themes={results.themes} questions={asked} place={place} brief={part !== undefined} />}
      <Base live={live} results={results} facts={facts} extra={[t("chart.cards", { count: rows.length }), merged, results.in_fives ? t("chart.texts_in_fives") : ""]} />
    </>
  );
}

/** The question whose next card was begun, so that a draft is seen after a reload. */
const begun = (questions: Ask["questions"], draft: InputProps["draft"]): string | undefined =>
  questions.find(({ id }) => draft.read(`card/${id}`))?.id;

/** What was begun at one table is sent from the next. */
function takeAlong(draft: InputProps["draft"], questions: Ask["questions"], table: number): void {
  for (const { id } of questions) {
    const text = draft.read(`card/${id}`);
    if (text) draft.write(`card/${id}`, text, { kind, item: newKey(), value: { question: id, text: text.trim(), table } });
  }
}

const at = (table: number) => (table ? { table } : {});

/** The table at which a card was written: there it stays, also when its text is changed elsewhere. */
const tableOf = (mine: readonly Mine[], item: string): number =>
  mine.find((one) => item && one.kind === kind && one.item === item && one.saved_at)?.value.table ?? 0;

const cardsOf = (mine: Mine[], question: string): Mine[] => newestFirst(mine.filter((one) => one.value?.question === question));
