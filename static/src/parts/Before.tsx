/**
 * <Before run={1} was="3" now="5" />: "Runde 1: 3 → 5", how a figure went since the round before; read out in words.
 * Without `now` "Runde 1: 3", where a drawing shows the way. Nothing in a first round, or where it was not there.
 */
import { number, t } from "../i18n";

interface Props {
  run: number | undefined;
  was: number | string | null | undefined;
  now?: number | string;
}

/** A row of a result in a further round: which round that was, and its figure then. */
export interface Since<Figure = number> {
  run?: number;
  before?: Figure | null;
}

export function Before({ run, was, now }: Props) {
  if (run === undefined || was === undefined || was === null) return null;
  const said = { run, was: written(was), now: now === undefined ? "" : written(now) };
  return (
    <>
      {GAP}
      {now === undefined ? <span class="before">{t("chart.before_alone", said)}</span> : <Way said={said} />}
    </>
  );
}

const Way = ({ said }: { said: { run: number; was: string; now: string } }) => (
  <span class="before">
    <span aria-hidden="true">{t("chart.before", said)}</span>
    <span class="visually-hidden">{t("chart.before_in_words", said)}</span>
  </span>
);

/** A space of half an em: where it stands beside the words, and a margin would indent it on a line of its own. */
const GAP = "\u2002";

const written = (figure: number | string): string => (typeof figure === "number" ? number(figure) : figure);
