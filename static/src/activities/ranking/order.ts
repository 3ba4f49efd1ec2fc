/** Orders of options as values: moving one, and the draft a person can read. */

export interface Option {
  id: string;
  label: string;
}

/** The list with the entry at `from` taken to `to`. */
export function movedTo<T>(list: T[], from: number, to: number): T[] {
  const rest = list.filter((_, i) => i !== from);
  return [...rest.slice(0, to), list[from]!, ...rest.slice(to)];
}

/** The options in this order; what the order does not name (the step was changed) comes last. */
export function ordered(order: string[], options: Option[]): Option[] {
  const place = ({ id }: Option) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...options].sort((a, b) => place(a) - place(b));
}

export const toText = (order: string[], options: Option[]): string =>
  ordered(order, options).map(({ label }, i) => `${i + 1}. ${label}`).join("\n");

/** The order a draft says, or null if it is none of these options. */
export function fromText(text: string, options: Option[]): string[] | null {
  const rest = [...options];
  const ids: string[] = [];
  for (const line of text.split("\n")) {
    const found = rest.findIndex(({ label }) => label === line.replace(/^\d+\. /, ""));
    if (found < 0) return null;
    ids.push(rest.splice(found, 1)[0]!.id);
  }
  return rest.length ? null : ids;
}
