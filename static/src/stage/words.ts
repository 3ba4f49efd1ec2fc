/** What the slides say about a picture. Pure; no drawing. */
import { t } from "../i18n";
import type { Count, Facts, Live } from "../wire";

/** What is asked, one entry a question, of a form without its introduction; a step without a question says its title. */
export function questionsOf({ ask, title }: Pick<Live, "ask" | "title">): string[] {
  const many = Array.isArray(ask?.questions) ? ask.questions.map((one: { label: string }, i: number) => atTables(ask, i) + one.label) : [];
  const parts: string[] = Array.isArray(ask?.parts) ? ask.parts.flatMap((part: { ask: any }) => questionsOf({ ask: part.ask, title: "" })).filter(Boolean) : [];
  if (parts.length) return parts;
  const asked = [ask?.ask, ...many, ask?.heading].filter(Boolean);
  return asked.length ? asked : [title];
}

/** Each table has a question of its own? */
export const isByTable = (ask: any): boolean => Boolean(ask?.by_table && ask.tables);

/** "Tisch 1, 4: " before the question that these tables answer; with more tables than questions it starts over. */
function atTables(ask: any, at: number): string {
  if (!isByTable(ask)) return "";
  const tables = Array.from({ length: ask.tables }, (_, i) => i + 1).filter((table) => (table - 1) % ask.questions.length === at);
  return `${t("cards.table_n", { n: tables.join(", ") })}: `;
}

/** Steps of type by length, so that a long question is set smaller before it breaks too often. */
export function lengthOf(text: string): "short" | "medium" | "long" | "longer" {
  if (text.length <= 52) return "short";
  if (text.length <= 100) return "medium";
  return text.length <= 180 ? "long" : "longer";
}

/** "Gemeinden", "Sitze" or "Personen": what is counted. */
export function countedAs(count: Pick<Count, "unit">, facts: Facts): string {
  if (count.unit === "people") return t("common.people");
  return facts.seats_called || t("common.of_seats");
}

/** "von 17 Gemeinden" */
export const ofWords = (count: Count, facts: Facts): string =>
  t("screen.of", { of: count.of, what: countedAs(count, facts) });
