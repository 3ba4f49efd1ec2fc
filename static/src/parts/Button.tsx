/**
 * <Button kind="primary" icon="plus" keyHint="M" onClick={…}>Karte senden</Button>
 * Kinds: primary (one per view), outline (default), quiet, link. Everything else goes to the
 * native <button>, whose type is "button" unless said.
 */
import type { ButtonHTMLAttributes } from "preact";
import { Icon, type IconName } from "./Icon";

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon"> {
  kind?: "primary" | "outline" | "quiet" | "link";
  size?: "normal" | "small" | "wide";
  icon?: IconName;
  /** The key that does the same, shown beside the words. */
  keyHint?: string;
}

export function Button({ kind = "outline", size = "normal", icon, keyHint, children, class: more = "", ...rest }: Props) {
  return (
    <button type="button" class={`button button--${kind} button--${size} ${more}`} {...rest}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {keyHint && <kbd class="button__key">{keyHint}</kbd>}
    </button>
  );
}
