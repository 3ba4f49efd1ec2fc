/** All seats of the roster in one list: attendance with its times, and who has a vote in this workshop. */
import { t } from "../../i18n";
import { cockpit } from "../../live";
import { Button } from "../../parts/Button";
import type { AttendanceState, SeatLamp } from "../../wire";
import { Trouble } from "../Act";
import { act } from "../doing";
import { backIn, type Facts } from "../lights";
import { closeDialog } from "../opened";
import { factsNow } from "../Seats";
import { Entitled, STATES, stays } from "./SeatDialog";

export function SeatsDialog() {
  const seats = cockpit.value?.seats ?? [];
  const facts = factsNow();
  const entitled = seats.filter((seat) => seat.entitled).length;
  return (
    <>
      <div class="dialog__scroll">
        <p class="secondary">{t("cockpit.entitled_n", { count: entitled, of: seats.length })}</p>
        <Trouble place="dialog" />
        <ul class="seat-list seat-list--whole">
          {seats.map((seat) => <Row key={seat.id} seat={seat} facts={facts} />)}
        </ul>
      </div>
      <div class="dialog__actions"><Button onClick={closeDialog}>{t("common.close")}</Button></div>
    </>
  );
}

function Row({ seat, facts }: { seat: SeatLamp; facts: Facts }) {
  const back = backIn(seat, facts);
  const correct = (state: string) => void act("dialog", "attend", { seat: seat.id, state: state as AttendanceState });
  return (
    <li class="seat-list__seat">
      <span class="seat-list__name">{seat.name} <span class="small secondary">{[stays(seat), back && t("cockpit.back")].filter(Boolean).join("; ")}</span></span>
      <select class="field__control" aria-label={t("leading.attendance_of", { name: seat.name })} value={seat.attendance} onChange={(event) => correct(event.currentTarget.value)}>
        {STATES.map((state) => <option key={state} value={state}>{t(`cockpit.attendance_${state}`)}</option>)}
      </select>
      <Entitled seat={seat} short />
    </li>
  );
}
