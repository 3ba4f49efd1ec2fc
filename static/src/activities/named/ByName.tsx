/**
 * <ByName answers={results.named} place={place} />: who gave what, where that was announced: each answer with its names.
 * On a phone one tap away; on the wall as long as it can be read from the back, else it says where it can be read.
 */
import "../../css/by-name.css";
import { useContext } from "preact/hooks";
import { t } from "../../i18n";
import type { ResultProps, Results } from "../../wire";
import { Fewer } from "../../parts/fewer";
import { listed } from "./listed";

interface Props {
  answers: Results["named"];
  place: ResultProps["place"];
}

export function ByName({ answers = [], place }: Props) {
  const fewer = useContext(Fewer);
  if (answers.length === 0) return null;
  if (place === "screen") return fewer ? <p class="by-name__elsewhere">{t("chart.names_on_phones")}</p> : <List answers={answers} />;
  return (
    <details class="by-name__folded">
      <summary>{t("common.by_name")}</summary>
      <List answers={answers} />
    </details>
  );
}

const List = ({ answers }: { answers: NonNullable<Results["named"]> }) => (
  <dl class="by-name" aria-label={t("common.by_name")}>
    {answers.map(({ label, who, nameless }) => <div key={label}><dt>{label}</dt><dd>{listed(who, nameless)}</dd></div>)}
  </dl>
);
