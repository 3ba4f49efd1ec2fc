/** Which cards are looked at, whether new ones wait for a yes, and the yes to all that wait. */
import { number, t } from "../i18n";
import type { Row, Step } from "../wire";
import { Act } from "./Act";
import { cardsOf, tableOfCard, tablesOf, type Filter } from "./arrange";
import { act } from "./doing";

interface Props {
  rows: Row[];
  filter: Filter;
  step: Step;
  hasThemes: boolean;
  choose: (filter: Filter) => void;
  /** The only table whose cards are seen; 0: those of all. */
  group: number;
  chooseGroup: (table: number) => void;
}

const NAMED = ["new", "all", "late", "put_aside"] as const;
const OF_QUESTIONS = ["open", "answered", "late", "put_aside"] as const;

export function Filters({ rows, filter, step, hasThemes, choose, group, chooseGroup }: Props) {
  const seen = group ? rows.filter((row) => tableOfCard(row) === group) : rows;
  const named = (step.type === "questions" ? OF_QUESTIONS : NAMED).filter((name) => name !== "late" || rows.some(({ late }) => late));
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
      <Groups tables={tablesOf(rows, 0)} group={group} chooseGroup={chooseGroup} />
      {waiting.length > 1 && (
        <Act place="board" command="approve" payload={{ cards: waiting }} kind="quiet" size="small">{t("cockpit.approve_all", { count: waiting.length })}</Act>
      )}
      {step.is_text && <Premoderation step={step} />}
    </div>
  );
}

function Groups({ tables, group, chooseGroup }: Pick<Props, "group" | "chooseGroup"> & { tables: number[] }) {
  if (tables.length === 0) return null;
  return (
    <select class="filters__group" aria-label={t("cards.table")} value={String(group)} onChange={(event) => chooseGroup(Number(event.currentTarget.value))}>
      <option value="0">{t("cockpit.all_tables")}</option>
      {tables.map((table) => <option key={table} value={String(table)}>{t("cards.table_n", { n: table })}</option>)}
    </select>
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
