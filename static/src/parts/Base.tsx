/**
 * <Base results={…} facts={…} extra={["Rahmen = Median"]} />: the bottom line of every result: of how many it
 * speaks, without or with names, and the legend.
 */
import { t } from "../i18n";
import type { Count, Facts, Live, Results } from "../wire";

interface Props {
  live: Live;
  results: Results;
  facts: Facts;
  extra?: string[];
}

export function Base({ live, results, facts, extra = [] }: Props) {
  const words = [countWords(results.count, facts) + starWords(results), ...invalidWords(results.whole), t(`common.${live.privacy}`), ...extra];
  // A number does not end a line.
  return <p class="result__base">{words.filter(Boolean).map((one) => one.replace(/^(\d+) /, "$1\u00a0")).join(" · ")}</p>;
}

/** Of a secret vote, a reason each: "1 ungültig (bewusst ungültig abgegeben)". */
export const invalidWords = (whole: { invalid?: { [why: string]: number } } | null): string[] =>
  Object.entries(whole?.invalid ?? {}).map(([why, count]) => t(`secret.invalid_${why}`, { count }));

/** " (*)" behind how many were entered, where this audience sees the star at a name. */
export const starWords = ({ count, named, rows }: Results): string =>
  count.entered && (named || rows?.some(({ who }) => who?.endsWith("*"))) ? " (*)" : "";

/** "14 von 17 Gemeinden, dazu 2 Gäste" */
export function countWords(count: Count, facts: Facts): string {
  const called = count.unit === "people" ? t("common.people") : facts.seats_called || t("common.of_seats");
  const main = t("chart.given", { given: count.given, of: count.of, called });
  const guests = count.guests ? `, ${t("chart.guests", { count: count.guests })}` : "";
  const entered = count.entered ? `, ${t("chart.entered", { count: count.entered })}` : "";
  return main + guests + entered;
}
