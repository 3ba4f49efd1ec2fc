/**
 * <Act place="actions" command="open" payload={{ activity }} kind="primary" keyHint="B">…</Act>: a button
 * that sends one command and shows, after 150 ms, that it is being done.
 */
import type { ComponentChildren } from "preact";
import { Button } from "../parts/Button";
import type { IconName } from "../parts/Icon";
import type { Answer, CommandName, Commands } from "../wire";
import { act, nameOf, trouble, dismiss, working, type Place } from "./doing";
import { Note } from "../parts/Note";
import { t } from "../i18n";

interface Props<C extends CommandName> {
  place: Place;
  command: C;
  payload: Commands[C];
  kind?: "primary" | "outline" | "quiet" | "link";
  size?: "normal" | "small" | "wide";
  icon?: IconName;
  keyHint?: string;
  /** What a reader hears where the words alone would not say it. */
  label?: string;
  tabIndex?: number;
  disabled?: boolean;
  pressed?: boolean;
  done?: (answer: Answer<any>) => void;
  children: ComponentChildren;
}

export function Act<C extends CommandName>({ place, command, payload, label, pressed, done, children, ...look }: Props<C>) {
  const isWorking = working.value.has(nameOf(command, payload));
  const press = async () => {
    const answer = await act(place, command, payload);
    if (answer && "ok" in answer) done?.(answer);
  };
  return (
    <Button {...look} class={isWorking ? "is-working" : ""} aria-busy={isWorking} aria-label={label} title={label} aria-pressed={pressed} onClick={press}>
      {children}
    </Button>
  );
}

/** Says near the place of action why something was refused, until something else is done. */
export function Trouble({ place }: { place: Place }) {
  if (trouble.value?.place !== place) return null;
  return (
    <Note kind="waiting" icon="warning" action={<Button kind="link" onClick={dismiss}>{t("cockpit.understood")}</Button>}>
      {trouble.value.words}
    </Note>
  );
}
