/** Beside the seats: how many wait for a yes, and the way to the door. */
import { useEffect, useRef } from "preact/hooks";
import { announce } from "../../announce";
import { t } from "../../i18n";
import { cockpit } from "../../live";
import { Button } from "../../parts/Button";
import { openDialog } from "../opened";

const open = () => openDialog({ name: "door" });

/** Shown only while somebody waits, and said aloud when there is one more. */
export function Waiting() {
  const count = cockpit.value?.waiting.length ?? 0;
  const before = useRef(count);
  useEffect(() => {
    if (count > before.current) announce(t("door.waiting", { count }));
    before.current = count;
  }, [count]);
  if (count === 0) return null;
  return <Button size="small" icon="clock" class="seats__waiting" onClick={open}>{t("door.waiting", { count })}</Button>;
}

export function DoorLink() {
  const { locked, admission } = cockpit.value ?? {};
  const words = locked ? "door.is_locked" : admission ? "door.is_admission" : "door.door";
  return <Button kind="link" class="seats__guests" onClick={open}>{t(words)}</Button>;
}
