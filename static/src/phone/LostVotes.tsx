/** A vote that came too late is no draft, nobody could send it any more. But nobody may believe that it counts. */
import { useEffect } from "preact/hooks";
import { announce } from "../announce";
import { t } from "../i18n";
import { Button } from "../parts/Button";
import { Note } from "../parts/Note";
import { forget, refusals } from "../post";
import type { Sending } from "../outbox";
import type { Live } from "../wire";
import { textOf, titleOf } from "./sendings";

export function LostVotes({ live }: { live: Live | null }) {
  const isHere = (round: number) => live?.round === round && live.state === "open";
  const lost = refusals.value.filter((one) => !isHere(one.round) && !textOf(one) && one.error?.code !== "not_found");
  const rounds = [...new Set(lost.map(({ round }) => round))];
  return <>{rounds.map((round) => <LostVote key={round} votes={lost.filter((one) => one.round === round)} />)}</>;
}

function LostVote({ votes }: { votes: Sending[] }) {
  const words = t("phone.vote_lost", { title: titleOf(votes[0]!) });
  const forgetAll = () => votes.forEach(({ key }) => forget(key));
  useEffect(() => announce(words), [words]);
  return (
    <Note kind="waiting" icon="warning" action={<Button kind="link" onClick={forgetAll}>{t("phone.understood")}</Button>}>
      {words}
    </Note>
  );
}
