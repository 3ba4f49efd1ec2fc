/** <Groups groups={…} title="Wohnen" />: a result by groups, as a table: rows as in the result, a column for all and one for each part. */
import { number, t } from "../i18n";
import type { Groups as Of } from "../wire";

export function Groups({ groups, title }: { groups: Of; title: string }) {
  const heads = [{ title: t("common.all"), voices: groups.voices }, ...groups.parts.map((part) => ({ ...part, title: part.title || t("common.rest") }))];
  return (
    <table class="groups">
      <caption>{t("chart.by_groups")}: {t(groups.column)}<span class="visually-hidden"> – {title}</span></caption>
      <thead>
        <tr>
          <th scope="col">{t(groups.first)}</th>
          {heads.map((one, i) => <th key={i} scope="col">{one.title} <span class="groups__voices">({number(one.voices)})</span></th>)}
        </tr>
      </thead>
      <tbody>
        {groups.rows.map(({ label, term, values }) => (
          <tr key={label}>
            <th scope="row">{term ? t(label) : label}</th>
            {values.map((value, i) => <td key={i}>{value === null ? "–" : number(value)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
