/** Who is connected though put down as gone, absent or excused: a correction stands until whoever leads changes it, with one press. */
import { useEffect, useRef } from "preact/hooks";
import { announce } from "../../announce";
import { t } from "../../i18n";
import { Button } from "../../parts/Button";
import type { SeatLamp } from "../../wire";
import { Act } from "../Act";
import { backAs, backIn, type Facts } from "../lights";
import { openDialog } from "../opened";

/** One after the other, so that lamps and note stay in sight on a small laptop; all of them are in the list of seats. */
const MOST_LINES = 1;

export function Back({ seats, facts }: { seats: readonly SeatLamp[]; facts: Facts }) {
  const back = seats.filter((seat) => backIn(seat, facts));
  useAnnounced(back);
  const more = back.length - MOST_LINES;
  return (
    <>
      {back.slice(0, MOST_LINES).map((seat) => (
        <p key={seat.id} class="seats__back">
          <span>{t(`cockpit.back_${backIn(seat, facts)}`, { name: seat.name })}</span>
          <Act place="seats" command="attend" payload={{ seat: seat.id, state: backAs(seat) }} kind="link" label={`${t("cockpit.is_back")}: ${seat.name}`}>{t("cockpit.is_back")}</Act>
        </p>
      ))}
      {more > 0 && <Button kind="link" class="seats__guests" onClick={() => openDialog({ name: "seats" })}>{t("cockpit.and_more", { count: more })}</Button>}
    </>
  );
}

/** Said once when one more is back. */
function useAnnounced(back: readonly SeatLamp[]) {
  const before = useRef(back.length);
  const words = back.length > 0 ? t("cockpit.back_n", { count: back.length }) : "";
  useEffect(() => {
    if (back.length > before.current) announce(words);
    before.current = back.length;
  }, [back.length]);
}
