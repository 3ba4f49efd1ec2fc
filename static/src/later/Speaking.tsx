/** A participant and the list of speakers: ask, one's place, the floor. Comes after the page, with the types of step. */
import { useEffect, useState } from "preact/hooks";
import { announce } from "../announce";
import { sentence, t } from "../i18n";
import { me, phone, send } from "../live";
import { Button } from "../parts/Button";
import { Note } from "../parts/Note";
import "../css/speak.css";

/** Seen wherever one is on the page, and said aloud: the room waits for this person. */
export function Called() {
  const speech = me.value?.speech;
  const isCalled = speech?.state === "speaking";
  useEffect(() => {
    if (isCalled) announce(t("phone.floor"));
  }, [isCalled]);
  if (!isCalled) return null;
  return (
    <div class="phone__moved">
      <Note kind="live" icon="people" action={<Button kind="link" onClick={() => void send("withdraw_speak", {})}>{t("phone.floor_done")}</Button>}>
        <b>{t("phone.floor")}</b>
      </Note>
    </div>
  );
}

/** Below the step, so that nothing moves under a finger when the list is opened. */
export function Ask() {
  const [refusal, setRefusal] = useState("");
  const speech = me.value?.speech;
  const isRunning = phone.value?.workshop.state === "open";
  if (!isRunning || speech?.state === "speaking" || (!speech && !phone.value?.speakers_open)) return null;
  const say = async (command: "ask_speak" | "withdraw_speak") => {
    const answer = await send(command, {});
    setRefusal("error" in answer ? sentence(answer.error) : "");
  };
  return (
    <section class="speak">
      {speech
        ? <p>{t("phone.speak_place", { n: speech.place })} <Button kind="link" onClick={() => say("withdraw_speak")}>{t("phone.speak_withdraw")}</Button></p>
        : <Button kind="quiet" icon="people" onClick={() => say("ask_speak")}>{t("phone.speak")}</Button>}
      <p role="status">{refusal}</p>
    </section>
  );
}
