/** At the foot of the wall, when the moderator shows it: who speaks and how long, who is next. */
import { serverNow } from "../clock";
import { t } from "../i18n";
import { elapsedText, isOver } from "../parts/speech";
import type { SpeakersShown } from "../wire";

export function SpeakersStrip({ list }: { list: SpeakersShown }) {
  return (
    <section class="stage__speakers">
      {list.speaking && <Speaking {...list.speaking} limit={list.limit} />}
      {list.next.length > 0 && <p class="stage__next">{nextWords(list)}</p>}
    </section>
  );
}

/** The time's colour stays; the words warn. */
function Speaking({ name, began_at, limit }: { name: string; began_at: number; limit: number }) {
  const spoken = serverNow() - began_at;
  return (
    <p>
      {t("screen.speaks")} <b>{name}</b> <span class="stage__spoken">{elapsedText(spoken)}{limit > 0 && ` / ${elapsedText(limit * 1000)}`}</span>
      {isOver(spoken, limit) && <b class="stage__over"> {t("screen.speech_over")}</b>}
    </p>
  );
}

function nextWords({ speaking, next, more }: SpeakersShown): string {
  const words = t(speaking ? "screen.speaks_next" : "screen.speaks_first", { names: next.join(", ") });
  return more > 0 ? `${words} ${t("screen.speaks_more", { count: more })}` : words;
}
