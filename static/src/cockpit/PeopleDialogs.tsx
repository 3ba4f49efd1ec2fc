/** Attendance of a seat, and the guests. */
import { useState } from "preact/hooks";
import { t } from "../i18n";
import { cockpit, presence } from "../live";
import { Button } from "../parts/Button";
import type { AttendanceState } from "../wire";
import { Act, Trouble } from "./Act";
import { closeDialog } from "./opened";
import { factsNow } from "./Seats";
import { lightOf } from "./lights";

const STATES: AttendanceState[] = ["present", "represented", "excused", "absent"];

export function SeatDialog({ seat: id }: { seat: number }) {
  const seat = cockpit.value?.seats.find((one) => one.id === id);
  if (!seat) return null;
  const devices = presence.value?.seats?.[id] ?? 0;
  return (
    <>
      <p class="secondary">{[seat.kind, t(`cockpit.light_${lightOf(seat, factsNow())}`), t("cockpit.devices", { count: devices })].filter(Boolean).join(" · ")}</p>
      <Trouble place="dialog" />
      <div class="attendance" role="group" aria-label={t("cockpit.attendance")}>
        {STATES.map((state) => (
          <Act key={state} place="dialog" command="attend" payload={{ seat: id, state }} pressed={seat.attendance === state}
            icon={seat.attendance === state ? "tick" : undefined} kind="quiet" done={closeDialog}>
            {t(`cockpit.attendance_${state}`)}
          </Act>
        ))}
      </div>
      <p class="small secondary">{t("cockpit.attendance_means")}</p>
      <div class="dialog__actions"><Button onClick={closeDialog}>{t("common.close")}</Button></div>
    </>
  );
}

export function GuestsDialog() {
  const guests = cockpit.value?.guests ?? [];
  const [asked, setAsked] = useState<number | null>(null);
  return (
    <>
      <Trouble place="dialog" />
      <ul class="history">
        {guests.map((guest) => (
          <li key={guest.id}>
            <span>{guest.name || t("cockpit.guest_unnamed")}</span>
            {asked === guest.id
              ? <Act place="dialog" command="remove" payload={{ participant: guest.id }} kind="quiet" size="small">{t("cockpit.remove_now")}</Act>
              : <Button kind="link" onClick={() => setAsked(guest.id)}>{t("cockpit.remove")}</Button>}
          </li>
        ))}
      </ul>
      <p class="small secondary">{t("cockpit.remove_means")}</p>
      <div class="dialog__actions"><Button onClick={closeDialog}>{t("common.close")}</Button></div>
    </>
  );
}
