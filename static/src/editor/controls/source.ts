/** Options that come from an earlier step, as they stand in a config. */
export interface Source {
  activity: number;
  what: "themes" | "best";
  most?: number;
}

export const isSource = (value: unknown): value is Source =>
  typeof value === "object" && value !== null && "what" in value && (value.what === "themes" || value.what === "best");
