/** In whose hands the seat's vote is, where two people are on the seat: who votes instead, handing over, taking back. */
import { useEffect, useRef, useState } from "preact/hooks";
import { announce } from "../announce";
import { sentence, t, time } from "../i18n";
import { me, phone, send } from "../live";
import { Button } from "../parts/Button";
import { Note } from "../parts/Note";
import { mine, refusals } from "../post";
import { roleIn, roleWord } from "../parts/role";
import type { Holding, Me } from "../wire";
import "../css/holding.css";

/** Above the step: it says why nothing can be given here, and one tap changes that. */
export function OthersVote() {
  const { holding, take } = useHolding();
  const word = holding && words(holding, me.value!.seat);
  useNews(word);
  const [refusal, act] = take;
  if (!holding || holding.mine) return null;
  // What was sent just before the vote went over: it did not count, and nobody may believe that it did.
  const round = phone.value?.live?.round;
  const lost = refusals.value.find((one) => one.round === round && one.error?.code === "held_by_other");
  return (
    <div>
      <Note kind="waiting" icon="people" action={<Button kind="outline" onClick={() => act("take_vote")}>{t("phone.take_vote")}</Button>}>
        <b>{word}</b>
        <span role="status">{lost && ` ${t("phone.not_saved")}`} {refusal}</span>
      </Note>
      <Log holding={holding} seat={me.value!.seat} />
    </div>
  );
}

/** The moderator answered for this seat; an answer of one's own takes the place. */
export function Entered() {
  const round = phone.value?.live?.round;
  const isEntered = mine.value.some((one) => one.entered && one.round === round && one.state !== "withdrawn");
  return isEntered ? <Note icon="people">{t("phone.entered")}</Note> : null;
}

/** Below the step, so that nothing moves under a finger when a second person comes to the seat. */
export function HandOver() {
  const { holding, take } = useHolding();
  const [refusal, act] = take;
  if (!holding?.mine || !holding.other) return null;
  const seat = me.value!.seat;
  return (
    <section class="hand-over">
      <p>{t("phone.you_vote")} <Button kind="link" onClick={() => act("give_vote")}>{t(`phone.give_vote_${roleIn(seat, holding.other)}`)}</Button></p>
      <p role="status">{refusal}</p>
      <Log holding={holding} seat={seat} />
    </section>
  );
}

function useHolding() {
  const [refusal, setRefusal] = useState("");
  const act = async (command: "take_vote" | "give_vote") => {
    const answer = await send(command, {});
    setRefusal("error" in answer ? sentence(answer.error) : "");
  };
  const isRunning = phone.value?.workshop.state === "open";
  const holding = me.value?.holding;
  const isShared = holding && (holding.other || !holding.mine);
  return { holding: isRunning && isShared ? holding : null, take: [refusal, act] as const };
}

const words = (holding: Holding, seat: Me["seat"]): string =>
  holding.mine ? t("phone.you_vote") : t(`phone.votes_${roleIn(seat, holding.other ?? "holder")}`);

/** Each hand-over is said aloud to both, never the state one came into. */
function useNews(word: string | null): void {
  const count = me.value?.holding?.log.length ?? 0;
  const known = useRef(count);
  useEffect(() => {
    if (word && count > known.current) announce(word);
    known.current = count;
  }, [word, count]);
}

function Log({ holding, seat }: { holding: Holding; seat: Me["seat"] }) {
  if (!holding.log.length) return null;
  return (
    <details class="hand-over__log">
      <summary>{t("phone.hand_overs")}</summary>
      <ul>
        {holding.log.map(({ to, at }) => <li key={at}>{t("phone.handed_to", { time: time(at), who: roleWord(seat, to) })}</li>)}
      </ul>
    </details>
  );
}
