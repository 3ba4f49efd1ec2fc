/** Who somebody on a seat is: a mayor where the seat is a municipality's, else whoever represents it. */
import { t } from "../i18n";
import type { Me } from "../wire";

type Capacity = Me["capacity"];
type Seat = { has_mayor: boolean } | null | undefined;

/** "mayor", or the capacity itself. */
export const roleIn = (seat: Seat, capacity: Capacity): string => (capacity === "holder" && seat?.has_mayor ? "mayor" : capacity);

export const roleWord = (seat: Seat, capacity: Capacity): string => t(`phone.${roleIn(seat, capacity)}`);
