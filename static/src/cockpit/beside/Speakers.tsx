/** The list of speakers in one line: who speaks and how long, who is next, and the way to the whole list. */
import { serverNow } from "../../clock";
import { t } from "../../i18n";
import { Button } from "../../parts/Button";
import { elapsedText, isOver } from "../../parts/speech";
import type { Speech } from "../../wire";
import { Act } from "../Act";
import { openDialog } from "../opened";
import { isRunning, speakers } from "./speaking";

/** Names beside the one who speaks; the dialog has all. */
const MOST_NEXT = 3;

export function SpeakersLine() {
  const { speaking, waiting, limit } = speakers.value;
  return (
    <div class={`speakers ${waiting.length ? "speakers--waiting" : ""} ${speaking ? "speakers--speaking" : ""}`} role="group" aria-label={t("speakers.list")}>
      <Button kind="quiet" size="small" icon="people" class="speakers__open" aria-label={t("speakers.list")} onClick={() => openDialog({ name: "speakers" })}>
        {t("speakers.list")}
      </Button>
      <p class="speakers__who">
        {speaking && <Speaking speech={speaking} limit={limit} />}
        <span class="secondary">{speaking && <Over speech={speaking} limit={limit} />}{nextWords()}</span>
      </p>
      {isRunning.value && waiting[0] && <Next speech={waiting[0]} />}
      {isRunning.value && speaking && <End speech={speaking} place="beside" />}
    </div>
  );
}

interface SpeakingProps {
  speech: Speech;
  limit: number;
}

/** The time by the server's clock, and what it may be. */
export const Speaking = ({ speech, limit }: SpeakingProps) => (
  <span>
    <b>{speech.name}</b> <span class="speakers__time">{elapsedText(spokenFor(speech))}</span>
    {limit > 0 && <span class="secondary"> / {elapsedText(limit * 1000)}</span>}
  </span>
);

/** Beyond the limit words say so; the colour alone says nothing. */
export const Over = ({ speech, limit }: SpeakingProps) =>
  isOver(spokenFor(speech), limit) ? <span class="speakers__over">{t("speakers.over")} </span> : null;

const spokenFor = ({ began_at }: Speech): number => serverNow() - (began_at ?? serverNow());

const Next = ({ speech }: { speech: Speech }) => (
  <Act place="beside" command="call_speaker" payload={{ speech: speech.id }} size="small" keyHint="W"
    label={t("speakers.next_named", { name: speech.name })}>{t("speakers.next")}</Act>
);

export const End = ({ speech, place }: { speech: Speech; place: "beside" | "dialog" }) => (
  <Act place={place} command="end_speech" payload={{ speech: speech.id }} kind="quiet" size="small"
    label={t("speakers.end_named", { name: speech.name })}>{t("speakers.end")}</Act>
);

function nextWords(): string {
  const { speaking, waiting, open } = speakers.value;
  const names = waiting.slice(0, MOST_NEXT).map(({ name }) => name).join(", ");
  const more = waiting.length - MOST_NEXT;
  if (names) return `${t(speaking ? "speakers.then" : "speakers.waiting", { names })}${more > 0 ? ` +${more}` : ""}`;
  if (speaking || !isRunning.value) return "";
  return t(open ? "speakers.open_nobody" : "speakers.closed");
}
