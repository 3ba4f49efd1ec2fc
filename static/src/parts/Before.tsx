/** <Before said="3" />: what a figure was in the round before; nothing in a first round, or where it was not there. */
import { number, t } from "../i18n";

export const Before = ({ said }: { said?: number | string | null }) =>
  said === undefined || said === null ? null : (
    <span class="before">{t("chart.before", { count: typeof said === "number" ? number(said) : said })}</span>
  );
