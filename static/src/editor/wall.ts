/** The clock on a wall in a time zone, as a field for day and hour writes it; and back. */

/** "2017-01-23T13:55" of milliseconds since 1970. */
export function wallOf(at: number, timeZone?: string): string {
  // Sweden writes days and hours as fields do, but for the T.
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(at).replace(" ", "T");
}

/** Milliseconds since 1970 of what such a field holds; null for an empty one. */
export function momentOf(wall: string, timeZone?: string): number | null {
  if (!wall) return null;
  const asked = Date.parse(`${wall}Z`);
  const ahead = (at: number) => Date.parse(`${wallOf(at, timeZone)}Z`) - at;
  return asked - ahead(asked - ahead(asked)); // twice, for the day on which the clocks change
}
