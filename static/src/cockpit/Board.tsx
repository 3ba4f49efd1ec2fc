/** What people wrote, on the moderator's table: let in, put aside, merge, sort into themes. */
import { useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { Button } from "../parts/Button";
import { Note } from "../parts/Note";
import type { CockpitPicture, Live, Results, Row, Step } from "../wire";
import { Trouble } from "./Act";
import { cardsOf, tableOfCard, tablesOf, textOf, type Filter } from "./arrange";
import { Card } from "./Card";
import { pressOnCard, type Around } from "./cardkeys";
import { useHeld } from "./held";
import { Filters } from "./Filters";
import { Outcome } from "./Outcome";
import { Register } from "./register/Register";
import { useRoving } from "./roving";
import { tableOf } from "./table";
import { Themes } from "./Themes";

interface Props {
  step: Step;
  live: Live;
  results: Results;
  picture: CockpitPicture;
}

export function Board({ step, live, results, picture }: Props) {
  const hasThemes = step.sorts;
  const [chosen, setFilter] = useState<Filter>(hasThemes ? "new" : step.answerable ? "open" : "all");
  const [table, setTable] = useState(0);
  const filter = isThere(chosen, results) ? chosen : "new";
  const rows = results.rows ?? [];
  const tables = tablesOf(rows, live.ask?.tables ?? 0);
  const group = tables.includes(table) ? table : 0;
  return (
    <div class={results.register ? "board-table board-table--register" : "board-table"}>
      <div class="incoming">
        <Filters rows={rows} filter={filter} step={step} hasThemes={hasThemes} choose={setFilter} tables={tables} group={group} chooseGroup={setTable} />
        <Trouble place="board" />
        <Incoming key={`${filter}/${group}`} rows={rows} filter={filter} group={group} hasThemes={hasThemes} live={live} results={results} step={step} />
      </div>
      {hasThemes
        ? <Themes activity={step.arranges ?? step.activity} themes={results.themes} rows={rows} filter={filter} choose={setFilter} />
        : results.register ? <Register place="board" />
        : <Outcome live={live} results={results} picture={picture} />}
    </div>
  );
}

/** A theme that somebody removed cannot stay chosen. */
const isThere = (filter: Filter, { themes }: Results): boolean => typeof filter !== "number" || themes.some(({ id }) => id === filter);

interface IncomingProps {
  rows: Row[];
  filter: Filter;
  group: number;
  hasThemes: boolean;
  live: Live;
  results: Results;
  step: Step;
}

function Incoming({ rows, filter, group, hasThemes, live, results, step }: IncomingProps) {
  const [mergingId, setMerging] = useState<number | null>(null);
  const merging = rows.find(({ id }) => id === mergingId) ?? null;
  const found = cardsOf(rows, filter, hasThemes);
  const held = useHeld(found);
  const lying = filter === "open" ? held.cards : found;
  const cards = group ? lying.filter((card) => tableOfCard(card) === group) : lying;
  const roving = useRoving(cards.map(({ id }) => id));
  const table = tableOf({ rows, cards: lying, filter, setMerging });
  const around = useRef<Around>(null!);
  around.current = { cards, themes: results.themes, merging, roving, table };
  if (cards.length === 0) return <p class="incoming__none secondary">{t(emptyWords(filter, rows, step))}</p>;
  return (
    <>
      {merging && <Merging card={merging} giveUp={() => setMerging(null)} />}
      <ul class="incoming__cards" ref={roving.list} onPointerEnter={held.onPointerEnter} onPointerLeave={held.onPointerLeave}
        onFocusIn={(event) => (roving.onFocusIn(event), held.onFocusIn())} onFocusOut={(event) => (roving.onFocusOut(event), held.onFocusOut(event))}
        onKeyDown={(event) => pressOnCard(event, () => around.current)} aria-label={t("cockpit.cards_list")}>
        {cards.map((card) => (
          <Card key={card.id} card={card} rows={rows} live={live} themes={hasThemes ? results.themes : []}
            isCurrent={roving.current === card.id} merging={merging} table={table} isInTheme={typeof filter === "number"} />
        ))}
      </ul>
      <p class="incoming__hints small secondary">{t(hasThemes ? "cockpit.card_keys" : step.answerable ? "cockpit.question_keys" : results.register ? "register.card_keys" : "cockpit.word_keys")}</p>
    </>
  );
}

const Merging = ({ card, giveUp }: { card: Row; giveUp: () => void }) => (
  <Note kind="live" icon="merge" action={<Button kind="link" onClick={giveUp}>{t("common.cancel")}</Button>}>
    {t("cockpit.merging", { text: textOf(card) })}
  </Note>
);

function emptyWords(filter: Filter, rows: Row[], step: Step): string {
  if (rows.length === 0) return step.state === "open" ? "cockpit.none_yet" : "cockpit.none_at_all";
  if (filter === "new") return "cockpit.none_new";
  return filter === "put_aside" ? "cockpit.none_aside" : "cockpit.none_here";
}
