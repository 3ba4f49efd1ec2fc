/** At which table one sits: first asked with large buttons, then a row from which one tap moves on. */
import "../../css/tables.css";
import { Status } from "../../parts/Status";
import { t } from "../../i18n";
import type { InputProps, Mine } from "../../wire";
import type { Ask } from "../cards";

/** What says where a person sits; it is no answer. */
export const TABLE = "table";

type Props = Pick<InputProps, "live" | "mine" | "give" | "status"> & { moved: (table: number) => void };

export function Tables({ live, mine, give, status, moved }: Props) {
  const ask = live.ask as Ask;
  const seated = seatOf(mine);
  const { phase, saved_at } = status(TABLE, "");
  const sit = (table: number) => {
    if (table === seated) return;
    give({ kind: TABLE, item: "", value: table });
    moved(table);
  };
  return (
    <div class={seated ? "tables" : `tables tables--open${ask.by_table ? " tables--asked" : ""}`} role="group" aria-labelledby="tables-ask">
      <h2 id="tables-ask">{t(seated ? "cards.your_table" : "cards.which_table")}</h2>
      {tablesOf(ask).map((table) => (
        <button key={table} type="button" aria-pressed={table === seated} aria-label={t("cards.table_n", { n: table })} onClick={() => sit(table)}>
          <b>{seated ? table : t("cards.table_n", { n: table })}</b>
          {!seated && ask.by_table && <span>{questionAt(ask, table)?.label}</span>}
        </button>
      ))}
      {seated === 0 && <p class="secondary small">{t("cards.table_is_said")}</p>}
      {seated > 0 && <Status phase={phase} at={saved_at} form="brief" />}
    </div>
  );
}

/** The table this person chose, 0 before. */
export const seatOf = (mine: readonly Mine[]): number =>
  mine.find(({ kind, state }) => kind === TABLE && state !== "withdrawn")?.value ?? 0;

/** The question of a table that has one of its own; as the server has it. */
export const questionAt = ({ questions }: Ask, table: number) => questions[(table - 1) % questions.length];

const tablesOf = ({ tables }: Ask): number[] => Array.from({ length: tables ?? 0 }, (_, i) => i + 1);
