/** Names in a row, and how many have none: "Anna, Bernd, 2 ohne Namen". */
import { t } from "../../i18n";

/** `nameless`: for each without a name how much they gave, "" where there is no more to say. */
export function listed(names: string[], nameless: string[] = []): string {
  const silent = nameless.filter((much) => !much).length;
  const others = nameless.filter(Boolean).map((much) => `${t("common.nameless", { count: 1 })}\u00a0${much}`);
  return [...names, ...others, ...(silent ? [t("common.nameless", { count: silent })] : [])].join(", ");
}
