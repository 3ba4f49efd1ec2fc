/**
 * <Lamp short="Ah" name="Ahorn" state="filled" words="gesendet" />: a seat in the cockpit. The short
 * name is never the message alone: `name` and `words` are what a reader hears and a pointer shows.
 */
interface Props {
  short: string;
  name: string;
  state: "filled" | "open" | "outlined" | "dashed" | "waiting";
  words: string;
  onClick?: () => void;
}

export function Lamp({ short, name, state, words, onClick }: Props) {
  const label = `${name}: ${words}`;
  const inside = <span aria-hidden="true">{short}</span>;
  if (!onClick) return <span class={`lamp lamp--${state}`} role="img" aria-label={label} title={label}>{inside}</span>;
  return (
    <button type="button" class={`lamp lamp--${state}`} aria-label={label} title={label} onClick={onClick}>
      {inside}
    </button>
  );
}
