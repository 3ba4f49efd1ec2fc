/** A press that asks first, because it cannot be taken back: the question opens below it. */
import { useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { Button } from "../parts/Button";
import type { CommandName, Commands } from "../wire";
import { Act } from "./Act";

interface Props<C extends CommandName> {
  command: C;
  payload: Commands[C];
  /** What the button says, what will happen, and what the press says that does it. */
  words: string;
  means: string;
  now: string;
  done?: () => void;
}

export function Sure<C extends CommandName>({ command, payload, words, means, now, done }: Props<C>) {
  const [asked, setAsked] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const close = () => {
    setAsked(false);
    place.current?.querySelector("button")?.focus(); // the press that had the focus is gone
  };
  const succeed = () => {
    close();
    done?.();
  };
  return (
    <div ref={place} class="sure">
      <p><Button kind="quiet" aria-expanded={asked} onClick={() => setAsked(!asked)}>{words}</Button></p>
      {asked && (
        <div class="sure__question">
          <p>{means}</p>
          <p class="dialog__links">
            <Act place="dialog" command={command} payload={payload} done={succeed}>{now}</Act>
            <Button kind="quiet" onClick={close}>{t("common.cancel")}</Button>
          </p>
        </div>
      )}
    </div>
  );
}
