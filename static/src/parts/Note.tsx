/** <Note kind="waiting" icon="clock">…</Note>: a panel that says one thing. Kinds: plain, live, saved, waiting, error. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

interface Props {
  kind?: "plain" | "live" | "saved" | "waiting" | "error";
  icon?: IconName;
  children: ComponentChildren;
  /** A button or link under or beside the words. */
  action?: ComponentChildren;
}

export function Note({ kind = "plain", icon, children, action }: Props) {
  return (
    <div class={`note note--${kind}`}>
      {icon && <Icon name={icon} />}
      <div class="note__words">{children}</div>
      {action}
    </div>
  );
}
