/** The whole list of speakers: its settings, who speaks, who waits, who has spoken. */
import { t, time } from "../../i18n";
import { Button } from "../../parts/Button";
import { elapsedText } from "../../parts/speech";
import type { Speech } from "../../wire";
import { Act, Trouble } from "../Act";
import { act } from "../doing";
import { closeDialog } from "../opened";
import { AddSpeaker } from "./AddSpeaker";
import { End, Over, Speaking } from "./Speakers";
import { isRunning, speakers } from "./speaking";

/** Seconds one may speak; 0: as long as it takes. */
const LIMITS = [0, 60, 120, 180, 300];

export function SpeakersDialog() {
  const { speaking, waiting, spoken, limit } = speakers.value;
  return (
    <>
      <Settings />
      <Trouble place="dialog" />
      {speaking && <p class="speech speech--speaking"><span><Speaking speech={speaking} limit={limit} /> <Over speech={speaking} limit={limit} /></span> <End speech={speaking} place="dialog" /></p>}
      {waiting.length === 0 && !speaking && <p class="secondary">{t("speakers.nobody")}</p>}
      <ol class="speeches" aria-label={t("speakers.who_waits")}>
        {waiting.map((speech, i) => <Waiting key={speech.id} speech={speech} at={i + 1} of={waiting.length} />)}
      </ol>
      {isRunning.value && <AddSpeaker />}
      {spoken.length > 0 && <Spoken speeches={spoken} />}
      <div class="dialog__actions"><Button onClick={closeDialog}>{t("common.close")}</Button></div>
    </>
  );
}

function Settings() {
  const { open, shown, limit } = speakers.value;
  return (
    <div class="speakers__settings">
      <Switch words={t("speakers.take")} on={open} flip={() => void act("dialog", "speakers", { open: !open })} />
      <Switch words={t("speakers.show")} on={shown} flip={() => void act("dialog", "show_speakers", { on: !shown })} />
      <label class="speakers__limit">
        {t("speakers.limit")}
        <select class="field__control" value={String(limit)} onChange={(event) => void act("dialog", "speech_limit", { seconds: Number(event.currentTarget.value) })}>
          {LIMITS.map((seconds) => <option key={seconds} value={String(seconds)}>{limitWords(seconds)}</option>)}
        </select>
      </label>
    </div>
  );
}

const Switch = ({ words, on, flip }: { words: string; on: boolean; flip: () => void }) => (
  <label class="check"><input type="checkbox" checked={on} onChange={flip} /><span>{words}</span></label>
);

const limitWords = (seconds: number): string => (seconds ? t("speakers.minutes", { count: seconds / 60 }) : t("speakers.no_limit"));

function Waiting({ speech, at, of }: { speech: Speech; at: number; of: number }) {
  const { id, name } = speech;
  const look = { place: "dialog", kind: "quiet", size: "small" } as const;
  return (
    <li class="speech">
      <span class="speech__name">{at}. {name} <span class="small secondary">{t("speakers.since", { time: time(speech.asked_at) })}</span></span>
      {isRunning.value && (
        <span class="speech__actions">
          <Act {...look} command="call_speaker" payload={{ speech: id }} kind="outline" label={t("speakers.next_named", { name })}>{t("speakers.call")}</Act>
          <Move speech={speech} to={at - 1} icon="arrow-up" words="speakers.up_named" isLegal={at > 1} />
          <Move speech={speech} to={at + 1} icon="arrow-down" words="speakers.down_named" isLegal={at < of} />
          <Act {...look} command="drop_speaker" payload={{ speech: id }} icon="close" label={t("speakers.drop_named", { name })}>{""}</Act>
        </span>
      )}
    </li>
  );
}

interface MoveProps {
  speech: Speech;
  to: number;
  icon: "arrow-up" | "arrow-down";
  words: string;
  isLegal: boolean;
}

/** At the ends of the list the button's place stays empty, so that the others stand below each other. */
function Move({ speech, to, icon, words, isLegal }: MoveProps) {
  if (!isLegal) return <span class="speech__gap" />;
  return (
    <Act place="dialog" command="move_speaker" payload={{ speech: speech.id, to }} kind="quiet" size="small" icon={icon}
      label={t(words, { name: speech.name })}>{""}</Act>
  );
}

function Spoken({ speeches }: { speeches: Speech[] }) {
  return (
    <section aria-labelledby="spoken-title">
      <h3 id="spoken-title">{t("speakers.spoken")}</h3>
      <ol class="speeches">
        {speeches.map((speech) => (
          <li key={speech.id} class="speech">
            <span class="speech__name">{speech.name} <span class="secondary">{elapsedText((speech.ended_at ?? 0) - (speech.began_at ?? 0))}</span></span>
            {isRunning.value && <Act place="dialog" command="readd_speaker" payload={{ speech: speech.id }} kind="quiet" size="small"
              label={t("speakers.again_named", { name: speech.name })}>{t("speakers.again")}</Act>}
          </li>
        ))}
      </ol>
    </section>
  );
}
