/** cards: any number of short texts to one or several questions; a board grouped by theme. */
import { useState } from "preact/hooks";
import { Board } from "./cards/Board";
import { Composer } from "./cards/Composer";
import { MyCard } from "./cards/MyCard";
import { Base } from "../parts/Base";
import { t } from "../i18n";
import { newKey } from "../key";
import type { InputProps, Mine, ResultProps } from "../wire";

/** What a person gives here. */
export const kind = "card";

export interface Ask {
  questions: { id: string; label: string }[];
  hint: string;
  arranges: number | null;
}

/** The card in the field: a new one (item empty) or one that is being changed. */
interface Edited {
  item: string;
  saved: string;
  /** Counts what this person did: only that may give the field a new content, never what arrives. */
  turn: number;
}

const NEW: Edited = { item: "", saved: "", turn: 0 };

export function Input(props: InputProps) {
  const { questions, arranges } = props.live.ask as Ask;
  const [question, setQuestion] = useState(() => begun(questions, props.draft) ?? questions[0]?.id ?? "");
  if (arranges) return <p class="secondary">{t("phone.arranging")}</p>;
  const asked = questions.find(({ id }) => id === question) ?? questions[0];
  if (!asked) return null;
  return (
    <div class="cards">
      {questions.length > 1 && <Questions {...props} chosen={asked.id} choose={setQuestion} />}
      <h2 class="cards__ask">{asked.label}</h2>
      <Written key={asked.id} {...props} question={asked.id} />
    </div>
  );
}

/** Everything of one question: the cards written so far and the field for the next. */
function Written({ question, ...props }: InputProps & { question: string }) {
  const { live, mine, give, takeBack, status, draft } = props;
  const [edited, setEdited] = useState<Edited>(NEW);
  const cards = cardsOf(mine, question);
  const answer = (text: string) => ({ kind, item: edited.item || newKey(), value: { question, text } });
  const takeOut = (card: Mine) => {
    // The text goes back into the field: taking back must not lose it.
    const name = `card/${question}`;
    const text = [draft.read(name), card.value.text].filter(Boolean).join("\n\n");
    draft.write(name, text, { kind, item: newKey(), value: { question, text } });
    takeBack({ kind, item: card.item });
    setEdited({ ...NEW, turn: edited.turn + 1 });
  };
  const statusOf = (card: Mine) => {
    const now = status(kind, card.item);
    return draft.read(`change/${card.item}`) ? { ...now, phase: "draft" as const } : now;
  };
  const changed = cards.find((card) => card.item === edited.item);
  const isWaiting = cards.some((card) => status(kind, card.item).phase === "waiting");
  return (
    <>
      <ul class="cards__list">
        {cards.map((card) => (
          <MyCard key={card.item} card={card} status={statusOf(card)} takeBack={() => takeOut(card)}
            change={() => setEdited({ item: card.item, saved: card.value.text, turn: edited.turn })} />
        ))}
      </ul>
      {isWaiting && <p class="secondary small">{t("phone.sent_when_back")}</p>}
      <Composer key={`${edited.item}/${edited.turn}`} draft={draft} note={(live.ask as Ask).hint}
        name={edited.item ? `change/${edited.item}` : `card/${question}`} saved={edited.saved}
        answer={answer} send={(one) => (give(one), setEdited(NEW))} {...(changed && { giveUp: () => setEdited(NEW), takeBack: () => takeOut(changed) })} />
    </>
  );
}

/** Which question is being answered, as a row of native radios with the count of own cards. */
function Questions({ live, mine, chosen, choose }: InputProps & { chosen: string; choose: (id: string) => void }) {
  const { questions } = live.ask as Ask;
  return (
    <fieldset class="tabs">
      <legend class="visually-hidden">{t("cards.question")}</legend>
      {questions.map(({ id }, i) => (
        <label key={id} class="tabs__tab">
          <input type="radio" name={`question-${live.round}`} checked={id === chosen} onChange={() => choose(id)} />
          <span class="tabs__words">
            <b>{t("phone.question_n", { n: i + 1 })}</b>
            <span>{t("phone.cards", { count: cardsOf(mine, id).length })}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export function Result({ live, results, facts, place }: ResultProps) {
  const { questions } = live.ask as Ask;
  const rows = results.rows ?? [];
  const asked = questions.length ? questions : (results.whole?.questions ?? []);
  if (rows.length === 0) return <p class="result__empty">{t("chart.no_cards")}</p>;
  const merged = rows.some((row) => row.merged_into !== null) ? t("chart.merged_counted") : "";
  return (
    <>
      <Board rows={rows} themes={results.themes} questions={asked} place={place} />
      <Base live={live} results={results} facts={facts} extra={[t("chart.cards", { count: rows.length }), merged]} />
    </>
  );
}

/** The question whose next card was begun, so that a draft is seen after a reload. */
const begun = (questions: Ask["questions"], draft: InputProps["draft"]): string | undefined =>
  questions.find(({ id }) => draft.read(`card/${id}`))?.id;

/** The newest first, so that what was just sent is seen above the field. */
function cardsOf(mine: Mine[], question: string): Mine[] {
  const own = mine.filter((one) => one.state !== "withdrawn" && one.value?.question === question);
  return own.reverse().sort((a, b) => newness(b) - newness(a));
}

const newness = (card: Mine): number => card.saved_at || Number.MAX_SAFE_INTEGER;
