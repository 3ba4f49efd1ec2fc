/** The cards in their groups. The wall shows as many as can be read from the back, and says how many more there are. */
import { useContext } from "preact/hooks";
import { number, t } from "../../i18n";
import { Who } from "../../parts/Who";
import { Fewer, MOST_BRIEF } from "../../parts/fewer";
import type { ResultProps, Row, Theme } from "../../wire";
import { groupsOf, sharesOf, voicesOf, type Group } from "./groups";

/** Cards of a column that fit a 1920 × 1080 wall at 36 px and more; from four columns on they stand in two rows. */
const mostInColumn = (groups: number): number => [6, 6, 3, 3][groups] ?? 2;
/** Cards that fit it altogether. */
const mostOnScreen = (groups: number): number => (groups <= 3 ? groups * mostInColumn(groups) : groups);

interface Props {
  rows: readonly Row[];
  themes: readonly Theme[];
  questions: { id: string; label: string }[];
  place: ResultProps["place"];
  /** The first few only, where the wall shows other questions beside it. */
  brief?: boolean;
}

export function Board({ rows, themes, questions, place, brief = false }: Props) {
  const groups = groupsOf(rows, themes, questions);
  const shares = sharesOf(groups.map((group) => group.cards.length), place === "screen" ? mostOnScreen(groups.length) : Infinity);
  const fewer = useContext(Fewer);
  const most = place === "screen" ? brief ? Math.max(0, MOST_BRIEF - fewer) : Math.max(1, mostInColumn(groups.length) - fewer) : Infinity;
  return (
    <div class={`board board--${Math.min(groups.length, 3)}`}>
      {groups.map((group, i) => <Column key={group.key} group={group} most={Math.min(shares[i] ?? 0, most)} brief={brief} />)}
    </div>
  );
}

function Column({ group, most, brief }: { group: Group; most: number; brief: boolean }) {
  const seen = group.cards.slice(0, most);
  const more = group.cards.length - seen.length;
  return (
    <section class={`board__group board__group--${group.kind}`}>
      <h3 class="board__title">
        <span>{group.title || t("chart.no_theme")}</span>
        <span class="board__count">{number(voicesOf(group))}</span>
      </h3>
      {seen.length > 0 && <ul class="board__cards">
        {seen.map(({ row, merged }) => (
          <li key={row.id} class="board__card">
            {row.value.text}
            {row.late && <span class="board__merged"> ({t("chart.late")})</span>}
            {merged.length > 0 && <span class="board__merged"> {t("chart.merged", { count: merged.length })}</span>}
            {row.likes > 0 && <span class="board__merged board__likes"> · {t("chart.likes", { count: row.likes })}</span>}
            <Who of={[row, ...merged]} />
            {row.value.table && <> <span class="board__table">{t("cards.table_n", { n: row.value.table })}</span></>}
          </li>
        ))}
      </ul>}
      {more > 0 && !(brief && seen.length === 0) && <p class="board__more">{t(seen.length ? "chart.more_cards" : "chart.on_phones", { count: more })}</p>}
    </section>
  );
}
