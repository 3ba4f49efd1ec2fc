/**
 * <Groups groups={…} title="Wohnen" />: a result by groups, as tables: rows as in the result, a column for all and one for each part.
 * Where it is narrow each row becomes a small list of its parts; the roles keep it a table for those who listen to it.
 */
import "../css/groups.css";
import { number, t } from "../i18n";
import type { Groups as Of } from "../wire";

/** Below it, halves and hundredths matter; above, they only blur the number. */
const LARGE = 1000;

export function Groups({ groups, title }: { groups: Of; title: string }) {
  const heads = [{ title: t("common.all"), voices: groups.voices }, ...groups.parts.map((part) => ({ ...part, title: part.title || t("common.rest") }))];
  return (
    <div class="groups">
      {groups.tables.map((table, i) => <Compared key={i} table={table} heads={heads} title={title} />)}
    </div>
  );
}

function Compared({ table, heads, title }: { table: Of["tables"][number]; heads: Of["parts"]; title: string }) {
  const what = t(table.column);
  return (
    <table class="groups__table" role="table">
      <caption>{t("chart.by_groups")}: {table.title ? `${table.title} (${what})` : what}<span class="visually-hidden"> – {title}</span></caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">{t(table.first)}</th>
          {heads.map((one, i) => <th key={i} role="columnheader" scope="col"><Head of={one} /></th>)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {table.rows.map(({ label, term, values }) => (
          <tr key={label} role="row">
            <th role="rowheader" scope="row">{term ? t(label) : label}</th>
            {values.map((value, i) => (
              <td key={i} role="cell">
                <span class="groups__part" aria-hidden="true"><Head of={heads[i]!} /></span>
                {said(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Head = ({ of }: { of: Of["parts"][number] }) => <>{of.title} <span class="groups__voices">({number(of.voices)})</span></>;

function said(value: number | null): string {
  if (value === null) return "–";
  return number(value < LARGE ? value : Math.round(value));
}
