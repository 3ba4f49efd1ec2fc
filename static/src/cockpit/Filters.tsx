/** Which cards are looked at, whether new ones wait for a yes, and the yes to all that wait. */
import { number, t } from "../i18n";
import type { Row, Step } from "../wire";
import { Act } from "./Act";
import { cardsOf, countAt, tableOfCard, type Filter } from "./arrange";
import { act } from "./doing";

interface Props {
  rows: Row[];
  filter: Filter;
  step: Step;
  hasThemes: boolean;
  choose: (filter: Filter) => void;
  tables: number[];
  /** The only table whose cards are seen; 0: those of all. */
  group: number;
  chooseGroup: (table: number) => void;
}

const NAMED = ["new", "all", "late", "put_aside"] as const;
const OF_QUESTIONS = ["open", "answered", "late", "put_aside"] as const;

export function Filters({ rows, filter, step, hasThemes, choose, tables, group, chooseGroup }: Props) {
  const seen = group ? rows.filter((row) => tableOfCard(row) === group) : rows;
  const named = (step.answerable ? OF_QUESTIONS : NAMED).filter((name) => name !== "late" || rows.some(({ late }) => late));
  const waiting = rows.filter(({ state }) => state === "waiting").map(({ id }) => id);
  return (
    <div class="filters">
      <div class="filters__tabs" role="group" aria-label={t("cockpit.filter")}>
        {named.map((name) => (
          <button key={name} type="button" class="filters__tab" aria-pressed={filter === name} onClick={() => choose(name)}>
            {t(`cockpit.filter_${name}`)} <span>{number(cardsOf(rows, name, hasThemes).filter((row) => seen.includes(row)).length)}</span>
          </button>
        ))}
      </div>
      {waiting.length > 1 && (
        <Act place="board" command="approve" payload={{ cards: waiting }} kind="quiet" size="small">{t("cockpit.approve_all", { count: waiting.length })}</Act>
      )}
      {step.is_text && <Premoderation step={step} />}
      <Groups rows={rows} tables={tables} group={group} chooseGroup={chooseGroup} />
      <Unseen rows={rows} step={step} />
    </div>
  );
}

/** How many cards each table has written; a press shows only those. */
function Groups({ rows, tables, group, chooseGroup }: Pick<Props, "rows" | "tables" | "group" | "chooseGroup">) {
  if (tables.length === 0) return null;
  return (
    <div class="filters__tabs filters__tabs--tables" role="group" aria-label={t("cards.table")}>
      <button type="button" class="filters__tab" aria-pressed={group === 0} onClick={() => chooseGroup(0)}>{t("cockpit.all_tables")}</button>
      {tables.map((table) => {
        const [name, count] = [t("cards.table_n", { n: table }), countAt(rows, table)];
        return (
          <button key={table} type="button" class="filters__tab" aria-pressed={group === table} onClick={() => chooseGroup(table)}
            aria-label={`${name}: ${t("cockpit.cards_n", { count })}`}>
            {name}: <span>{number(count)}</span>
          </button>
        );
      })}
    </div>
  );
}

/** Without names the room gets texts in groups; those who lead can show them before. */
function Unseen({ rows, step }: { rows: Row[]; step: Step }) {
  const count = rows.filter(({ unseen }) => unseen).length;
  if (count === 0) return null;
  const words = t("cockpit.show_new", { count });
  return (
    <Act place="board" command="show_new" payload={{ activity: step.arranges ?? step.activity }} kind="quiet" size="small" icon="screen"
      label={`${words}. ${t("cockpit.show_new_means")}`}>{words}</Act>
  );
}

/** Shows what the room's picture says; the press only asks for the other. */
function Premoderation({ step }: { step: Step }) {
  const toggle = (event: Event) => {
    event.preventDefault();
    void act("board", "premoderate", { activity: step.arranges ?? step.activity, on: !step.premoderated });
  };
  return (
    <label class="check filters__check">
      <input type="checkbox" checked={step.premoderated} onClick={toggle} />
      <span>{t("cockpit.premoderate")}</span>
    </label>
  );
}
