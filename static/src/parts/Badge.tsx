/** <Badge kind="strong" icon="lock">geheim</Badge>: a word in a frame. Kinds: plain, strong, action, waiting. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

interface Props {
  kind?: "plain" | "strong" | "action" | "waiting";
  icon?: IconName;
  children: ComponentChildren;
}

export function Badge({ kind = "plain", icon, children }: Props) {
  return (
    <span class={`badge badge--${kind}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}
