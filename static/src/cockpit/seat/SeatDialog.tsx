/** One seat: who is on it and votes, whether it was there and when, its vote, an answer entered for it. */
import { t, time } from "../../i18n";
import { cockpit, presence } from "../../live";
import { Button } from "../../parts/Button";
import { roleWord } from "../../parts/role";
import type { AttendanceState, SeatLamp } from "../../wire";
import { Act, Trouble } from "../Act";
import { act } from "../doing";
import { backIn, isThere, lightOf, wordFor } from "../lights";
import { closeDialog } from "../opened";
import { factsNow } from "../Seats";
import { Deputy } from "./Deputy";
import { Entering } from "./Entering";

export const STATES: AttendanceState[] = ["present", "represented", "excused", "absent"];

export function SeatDialog({ seat: id }: { seat: number }) {
  const seat = cockpit.value?.seats.find((one) => one.id === id);
  if (!seat) return null;
  const facts = factsNow();
  const back = backIn(seat, facts);
  const devices = t("cockpit.devices", { count: presence.value?.seats?.[id] ?? 0 });
  return (
    <div class="seat-dialog">
      <p class="secondary">{[seat.kind, t(wordFor(lightOf(seat, facts), facts)), devices].filter(Boolean).join(" · ")}</p>
      <Trouble place="dialog" />
      <Holding seat={seat} />
      {back && <p>{t(`cockpit.back_${back}`, { name: seat.name })}</p>}
      <div class="attendance" role="group" aria-label={t("cockpit.attendance")}>
        {STATES.map((state) => (
          <Act key={state} place="dialog" command="attend" payload={{ seat: id, state }} pressed={seat.attendance === state}
            icon={seat.attendance === state ? "tick" : undefined} kind="quiet">
            {t(`cockpit.attendance_${state}`)}
          </Act>
        ))}
      </div>
      {seat.attendance === "represented" && <Deputy key={id} seat={seat} />}
      <Times seat={seat} />
      <p class="small secondary">{t("cockpit.attendance_means")}</p>
      <Entitled seat={seat} />
      <Entering seat={seat} />
      <div class="dialog__actions"><Button onClick={closeDialog}>{t("common.close")}</Button></div>
    </div>
  );
}

/** When it was there; who is there can go. */
function Times({ seat }: { seat: SeatLamp }) {
  if (!isThere(seat) && seat.spans.length === 0) return null;
  return (
    <p class="seat-dialog__times">
      {stays(seat)}
      {isThere(seat) && <Act place="dialog" command="left" payload={{ seat: seat.id }} kind="link">{t("cockpit.has_left")}</Act>}
    </p>
  );
}

/** "anwesend ab 14:20 Uhr; vertreten durch 2. Bürgermeister bis 15:05 Uhr" */
export const stays = ({ spans }: SeatLamp): string =>
  spans.map(({ state, by, since, until }) => `${by ? t("cockpit.represented_by", { name: by }) : t(`cockpit.attendance_${state}`)} ${until ? t("cockpit.stay", { start: time(since), end: time(until) }) : t("cockpit.stay_from", { time: time(since) })}`).join("; ");

/** In a list of all seats the word alone, with the seat's name for those who only hear it. */
export function Entitled({ seat, short }: { seat: SeatLamp; short?: true }) {
  const flip = () => void act("dialog", "entitle", { seat: seat.id, on: !seat.entitled });
  const name = short && `${seat.name}: ${t("cockpit.entitled")}`;
  return <label class="check"><input type="checkbox" aria-label={name} checked={seat.entitled} onChange={flip} /><span>{t(short ? "cockpit.vote" : "cockpit.entitled")}</span></label>;
}

/** Two people on one seat: in whose hands the vote is, and every hand-over. */
function Holding({ seat }: { seat: SeatLamp }) {
  const holder = seat.people.find(({ votes }) => votes);
  if (!holder || (seat.people.length < 2 && seat.handed.length === 0)) return null;
  return (
    <>
      <p>{t("cockpit.votes_now", { who: roleWord(seat, holder.capacity) })}</p>
      {seat.handed.length > 0 && (
        <p class="small secondary">
          {t("phone.hand_overs")}: {seat.handed.map(({ to, at }) => t("phone.handed_to", { time: time(at), who: roleWord(seat, to) })).join("; ")}
        </p>
      )}
    </>
  );
}
