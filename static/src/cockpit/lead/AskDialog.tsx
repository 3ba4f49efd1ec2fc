/** Before somebody who does not lead leads the room: one question, three ways. */
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { presence } from "../../live";
import { Button } from "../../parts/Button";
import { asked } from "./lead";

export function AskDialog() {
  const open = asked.value;
  const actions = useRef<HTMLDivElement>(null);
  useEffect(() => actions.current?.querySelector("button")?.focus(), []);
  if (!open) return null;
  const { leader, settle } = open;
  const isHere = presence.value?.moderators?.some(({ id }) => id === leader.id);
  return (
    <>
      <p>{t(isHere ? "leading.ask" : "leading.ask_away", { name: leader.name })}</p>
      <div class="dialog__actions" ref={actions}>
        <Button kind="primary" onClick={() => settle("act")}>{t("leading.ask_act")}</Button>
        <Button onClick={() => settle("lead")}>{t("leading.ask_lead")}</Button>
        <Button kind="quiet" onClick={() => settle("not")}>{t("common.cancel")}</Button>
      </div>
    </>
  );
}
