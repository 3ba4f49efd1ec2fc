/** A lamp for each seat, many seats as a list, and in full the names that need attention. */
import { t } from "../i18n";
import { cockpit, presence, resultsOf } from "../live";
import { Button } from "../parts/Button";
import { DoorLink, Waiting } from "./door/Door";
import { Lamp } from "../parts/Lamp";
import type { SeatLamp } from "../wire";
import { openDialog } from "./opened";
import { liveStep } from "./room";
import { LAMPS, MOST_LAMPS, attention, lightOf, wordFor, type Facts } from "./lights";
import { Trouble } from "./Act";
import { Back } from "./seat/Back";
import { SeatList } from "./SeatList";

/** More names than these are a number. */
const MOST_NAMES = 5;

export function Seats() {
  const picture = cockpit.value;
  if (!picture) return null;
  const facts = factsNow();
  const results = picture.live ? resultsOf("cockpit", picture.live.round) : null;
  const onlyCounted = results?.seats_given === null;
  const sent = onlyCounted ? results!.count.given : picture.seats.filter(({ id }) => facts.given.has(id)).length;
  const back = <Back seats={picture.seats} facts={facts} />;
  const notes = [onlyCounted && t("cockpit.only_counted"), results?.in_fives && t("cockpit.in_fives")].filter(Boolean);
  return (
    <section class="seats" aria-labelledby="seats-title">
      <div class="seats__head">
        <h2 id="seats-title">{picture.workshop.seats_called || t("common.seats")}</h2>
        {(facts.step?.takes_input || onlyCounted) && <span class="secondary">{t("cockpit.sent_n", { count: sent })}</span>}
        {picture.seats.length > 0 && <Button kind="link" class="seats__guests" onClick={() => openDialog({ name: "seats" })}>{t("cockpit.seat_list")}</Button>}
        <DoorLink />
      </div>
      <Waiting />
      <Trouble place="seats" />
      {picture.seats.length === 0 && <p class="small secondary">{t("cockpit.no_seats")}</p>}
      {picture.seats.length > MOST_LAMPS ? <>{back}<SeatList seats={picture.seats} facts={facts} /></> : <><Lamps seats={picture.seats} facts={facts} />{back}</>}
      {notes.length > 0 && <p class="small secondary">{notes.join(" ")}</p>}
      {attention(picture.seats, facts).map(({ light, names }) => (
        <p key={light} class="seats__names"><span class="secondary">{t(`cockpit.light_${light}`)}:</span> {inFull(names)}</p>
      ))}
      {picture.guests.length > 0 && (
        <Button kind="link" class="seats__guests" onClick={() => openDialog({ name: "guests" })}>{t("screen.guests", { count: picture.guests.length })}</Button>
      )}
    </section>
  );
}

const Lamps = ({ seats, facts }: { seats: readonly SeatLamp[]; facts: Facts }) => (
  <div class="seats__lamps">
    {seats.map((seat) => {
      const light = lightOf(seat, facts);
      const marks = [facts.entered.has(seat.id) && t("cockpit.entered"), !seat.entitled && t("cockpit.not_entitled")];
      const words = [t(wordFor(light, facts)), t(`cockpit.attendance_${seat.attendance}`), ...marks].filter(Boolean).join(", ");
      return <Lamp key={seat.id} short={seat.short} name={seat.name} state={LAMPS[light]} words={words}
        onClick={() => openDialog({ name: "seat", seat: seat.id })} />;
    })}
  </div>
);

export function factsNow(): Facts {
  const live = cockpit.value?.live;
  const results = live ? resultsOf("cockpit", live.round) : null;
  // Where nobody learns who has cast or given, nobody is said to be missing either.
  const step = live?.secret || results?.seats_given === null ? null : liveStep.value;
  return { given: new Set(live?.secret ? [] : (results?.seats_given ?? [])), entered: new Set(results?.seats_entered ?? []), devices: presence.value?.seats ?? {}, step };
}

function inFull(names: string[]): string {
  if (names.length <= MOST_NAMES) return names.join(", ");
  return `${names.slice(0, MOST_NAMES - 1).join(", ")} ${t("cockpit.and_more", { count: names.length - MOST_NAMES + 1 })}`;
}
