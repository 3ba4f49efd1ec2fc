/** Many seats as a list: found by name, each with its lamp and its attendance. */
import { useState } from "preact/hooks";
import { t } from "../i18n";
import { Lamp } from "../parts/Lamp";
import type { AttendanceState, SeatLamp } from "../wire";
import { act } from "./doing";
import { LAMPS, lightOf, named, wordFor, type Facts } from "./lights";
import { openDialog } from "./opened";

const STATES: AttendanceState[] = ["present", "represented", "excused", "absent"];

export function SeatList({ seats, facts }: { seats: readonly SeatLamp[]; facts: Facts }) {
  const [wanted, setWanted] = useState("");
  const found = named(seats, wanted);
  return (
    <>
      <label class="visually-hidden" for="seat-filter">{t("leading.find_seat")}</label>
      <input id="seat-filter" class="field__control seat-list__filter" type="search" placeholder={t("leading.find_seat")} value={wanted}
        onInput={(event) => setWanted(event.currentTarget.value)} />
      <p class="small secondary" role="status">{wanted && t("leading.found", { count: found.length, of: seats.length })}</p>
      <ul class="seat-list">
        {found.map((seat) => <Row key={seat.id} seat={seat} facts={facts} />)}
      </ul>
    </>
  );
}

function Row({ seat, facts }: { seat: SeatLamp; facts: Facts }) {
  const light = lightOf(seat, facts);
  const words = t(wordFor(light, facts));
  const correct = (state: string) => void act("seats", "attend", { seat: seat.id, state: state as AttendanceState });
  return (
    <li class="seat-list__row">
      <Lamp short={seat.short} name={seat.name} state={LAMPS[light]} words={words} onClick={() => openDialog({ name: "seat", seat: seat.id })} />
      <span class="seat-list__name">{seat.name} <span class="secondary">{words}</span></span>
      <select class="field__control" aria-label={t("leading.attendance_of", { name: seat.name })} value={seat.attendance}
        onChange={(event) => correct(event.currentTarget.value)}>
        {STATES.map((state) => <option key={state} value={state}>{t(`cockpit.attendance_${state}`)}</option>)}
      </select>
    </li>
  );
}
