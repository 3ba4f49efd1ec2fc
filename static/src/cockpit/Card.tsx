/** One text on the table with what can be done with it. */
import { t, time } from "../i18n";
import { cockpit } from "../live";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { questionsOf } from "../stage/words";
import type { Live, Row, Theme } from "../wire";
import { Act } from "./Act";
import { isProposal, isQuestion, mergedInto, tableOfCard, textOf } from "./arrange";
import { drag, startDrag } from "./drag";
import type { Table } from "./table";

interface Props {
  card: Row;
  rows: Row[];
  live: Live;
  themes: Theme[];
  isCurrent: boolean;
  isInTheme: boolean;
  merging: Row | null;
  table: Table;
}

export function Card(props: Props) {
  const { card, rows, live, themes, isCurrent, merging, table } = props;
  return (
    <li class={classOf(props)} data-drop={`card:${card.id}`} onPointerDown={(event) => startDrag(event, card.id, (where) => table.drop(card, where))}>
      <article class="slip__card" data-card={card.id} tabIndex={isCurrent ? 0 : -1} aria-label={textOf(card)}>
        <div class="slip__head small secondary">
          <span class="slip__grip" aria-hidden="true"><Icon name="drag" /></span>
          {tableOfCard(card) > 0 && <b class="slip__table">{t("cards.table_n", { n: tableOfCard(card) })}</b>}
          <span class="slip__about">{aboutOf(card, live)}</span>
          {card.likes > 0 && <b>{t("chart.likes", { count: card.likes })}</b>}
          {card.late && <b>{t("chart.late")}</b>}
          {card.state === "waiting" && <b class="slip__waiting">{t("cockpit.card_waiting")}</b>}
          {card.unseen && <span class="slip__unseen">{t("cockpit.card_unseen")}</span>}
          {card.state === "discarded" && <b>{t("cockpit.card_discarded")}</b>}
          {themes.length > 0 && card.state === "shown" && <ThemeChoice card={card} themes={themes} table={table} isCurrent={isCurrent} />}
          <span>{time(card.at)}</span>
        </div>
        <p class="slip__text">{textOf(card)}</p>
        <Merged cards={mergedInto(rows, card.id)} isCurrent={isCurrent} />
        {merging ? <MergeHere {...props} source={merging} /> : <Buttons card={card} isCurrent={isCurrent} table={table} />}
      </article>
    </li>
  );
}

/** Words are counted by their spelling; there is nothing to merge. */
const isWord = ({ kind, value }: Row): boolean => /^(\w+:)?word$/.test(kind) && typeof value === "string";

/** Texts of a form belong to their question, and there is nothing to merge of words. */
const canMerge = (card: Row): boolean => card.state === "shown" && !isWord(card) && !card.kind.includes(":");

function classOf({ card, live, merging, isInTheme }: Props): string {
  const over = drag.value?.over === `card:${card.id}` ? (isInTheme ? "slip--before" : "slip--target") : "";
  const moved = drag.value?.card === card.id || merging?.id === card.id ? "slip--moved" : "";
  const isBrief = isWord(card) && !aboutOf(card, live) ? "slip--brief" : "";
  return `slip slip--${card.state} ${isBrief} ${over} ${moved}`;
}

/** "Frage 2 · Wo hakt es?" or the option or statement that a reason is about, and the name where the step was announced as named. */
export function aboutOf(card: Row, live: Live): string {
  const questions: { id: string; label: string }[] = live.ask?.questions ?? [];
  const at = questions.findIndex(({ id }) => id === card.value?.question);
  const question = questions.length > 1 && at >= 0 ? `${t("cockpit.question_n", { n: at + 1 })}: ${questions[at]?.label}` : "";
  const named: { id: string; label: string }[] = live.ask?.options ?? live.ask?.statements ?? [];
  const part = (live.ask?.parts as { id: string; ask: any }[] | undefined)?.find(({ id }) => card.item.startsWith(`${id}:`));
  if (part) return questionsOf({ ask: part.ask, title: "" }).join(" · ");
  const about = named.find(({ id }) => id === card.item || id === card.value?.origin)?.label;
  return [question, about, card.who].filter(Boolean).join(" · ");
}

interface ChoiceProps {
  card: Row;
  themes: Theme[];
  table: Table;
  isCurrent: boolean;
}

/** The same as dragging, for fingers and for those who do not drag. */
const ThemeChoice = ({ card, themes, table, isCurrent }: ChoiceProps) => (
  <select class="slip__theme" aria-label={t("cockpit.theme_of_card")} tabIndex={isCurrent ? 0 : -1} value={String(card.theme ?? "")}
    onChange={(event) => table.sort(card, event.currentTarget.value ? Number(event.currentTarget.value) : null)}>
    <option value="">{t("cockpit.no_theme")}</option>
    {themes.map(({ id, title }) => <option key={id} value={String(id)}>{title}</option>)}
  </select>
);

function Merged({ cards, isCurrent }: { cards: Row[]; isCurrent: boolean }) {
  if (cards.length === 0) return null;
  return (
    <ul class="slip__merged small">
      {cards.map((one) => (
        <li key={one.id}>
          <span>{textOf(one)}</span>
          <Act place="board" command="unmerge" payload={{ card: one.id }} kind="link" icon="apart" tabIndex={isCurrent ? 0 : -1}>{t("cockpit.unmerge")}</Act>
        </li>
      ))}
    </ul>
  );
}

function MergeHere({ card, source, table, isCurrent }: Props & { source: Row }) {
  if (source.id === card.id || card.state !== "shown") return null;
  return (
    <p class="slip__actions">
      <Button kind="link" icon="merge" tabIndex={isCurrent ? 0 : -1} onClick={() => table.merge(source, card)}>{t("cockpit.merge_here")}</Button>
    </p>
  );
}

/** What stands in the register is not taken up twice. */
function Adopt({ card, isCurrent }: { card: Row; isCurrent: boolean }) {
  if (cockpit.value?.measures.some((measure) => measure.card === card.id)) {
    return <span class="slip__taken"><Icon name="tick" />{t("register.adopted")}</span>;
  }
  return <Act place="board" command="adopt" payload={{ card: card.id }} kind="link" tabIndex={isCurrent ? 0 : -1} icon="arrow-right">{t("register.adopt")}</Act>;
}

function Buttons({ card, isCurrent, table }: { card: Row; isCurrent: boolean; table: Table }) {
  const look = { place: "board", kind: "link", tabIndex: isCurrent ? 0 : -1 } as const;
  const isAnswered = card.answered_at !== null;
  const isAside = card.state === "hidden" || card.state === "discarded";
  return (
    <p class="slip__actions">
      {card.state === "waiting" && <Act {...look} command="approve" payload={{ cards: [card.id] }} icon="tick">{t("cockpit.approve")}</Act>}
      {card.state === "shown" && isQuestion(card) && (
        <Act {...look} command="answer" payload={{ card: card.id, on: !isAnswered }} icon={isAnswered ? "undo" : "tick"}>{t(isAnswered ? "cockpit.unanswered" : "cockpit.answered")}</Act>
      )}
      {card.state === "shown" && isProposal(card) && <Adopt card={card} isCurrent={isCurrent} />}
      {canMerge(card) && <Button kind="link" icon="merge" tabIndex={look.tabIndex} onClick={() => table.beginMerge(card)}>{t("cockpit.merge")}</Button>}
      {isAside && <Act {...look} command="restore" payload={{ card: card.id }} icon="undo">{t("cockpit.restore")}</Act>}
      {!isAside && !isWord(card) && !isAnswered && <Act {...look} command="park" payload={{ card: card.id }} icon="bookmark" label={t("capture.park_named")}>{t("capture.park")}</Act>}
      {!isAside && <Act {...look} command="hide_card" payload={{ card: card.id }} icon="eye-off">{t("cockpit.hide_card")}</Act>}
      {card.state !== "discarded" && (isAside || !isQuestion(card)) && <Act {...look} command="discard" payload={{ card: card.id }} icon="trash">{t("cockpit.discard")}</Act>}
    </p>
  );
}
