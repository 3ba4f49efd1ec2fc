/**
 * Further devices that the moderator let in as this person's: told on all of them, so that nobody votes for
 * somebody unseen, and put before the door again with a tap. Comes after the page.
 */
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { announce } from "../announce";
import { boot, sentence, t, time } from "../i18n";
import { me, send } from "../live";
import { Button } from "../parts/Button";
import { Note } from "../parts/Note";
import type { Device } from "../wire";

const KEPT = `devices/${boot.workshop}`;

const understood = signal<number[]>(kept());

/** Above the step, until somebody has read it. */
export function NewDevice() {
  const fresh = (me.value?.devices ?? []).filter(({ id }) => !understood.value.includes(id)).at(-1);
  const words = fresh ? t("phone.device_new", { time: time(fresh.at) }) : "";
  useEffect(() => {
    if (words) announce(words);
  }, [words]);
  if (!fresh) return null;
  return (
    <Note kind="waiting" icon="people" action={<Button kind="outline" onClick={understand}>{t("phone.understood")}</Button>}>
      <p>{words}</p>
      <NotMine device={fresh} />
    </Note>
  );
}

/** Below the step, for as long as there are any. */
export function Devices() {
  const devices = (me.value?.devices ?? []).filter(({ id }) => understood.value.includes(id));
  if (!devices.length) return null;
  return (
    <section class="hand-over">
      {devices.map((device) => <div key={device.id}>{t("phone.device_since", { time: time(device.at) })} <NotMine device={device} /></div>)}
    </section>
  );
}

function NotMine({ device }: { device: Device }) {
  const [refusal, setRefusal] = useState("");
  const act = async () => {
    const answer = await send("disown", { participant: device.id });
    setRefusal("error" in answer ? sentence(answer.error) : "");
  };
  return <><Button kind="link" onClick={act}>{t("phone.device_not_mine")}</Button> <span role="status">{refusal}</span></>;
}

function understand(): void {
  understood.value = (me.value?.devices ?? []).map(({ id }) => id);
  try {
    localStorage.setItem(KEPT, JSON.stringify(understood.value));
  } catch {
    // Without a store it is said again after a reload.
  }
}

function kept(): number[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "[]") as number[];
  } catch {
    return [];
  }
}
