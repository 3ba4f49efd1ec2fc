/** Who somebody on a seat is: a mayor where the seat is a municipality's, else whoever represents it. */
import { t } from "../i18n";
import type { Me } from "../wire";

/** Kinds of seats that a mayor holds, the same as the page for joining knows (MAYORS in web/join.py). */
const MUNICIPAL = ["Gemeinde", "Stadt", "Markt", "Große Kreisstadt", "municipality", "town"];

/** "mayor", or the capacity itself. */
export const roleIn = (seat: { kind: string } | null | undefined, capacity: Me["capacity"]): string =>
  capacity === "holder" && MUNICIPAL.includes(seat?.kind ?? "") ? "mayor" : capacity;

export const roleWord = (seat: { kind: string } | null | undefined, capacity: Me["capacity"]): string => t(`phone.${roleIn(seat, capacity)}`);
