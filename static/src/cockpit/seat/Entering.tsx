/** An answer for a seat without a device, by the very input that phones have; so every type works. */
import { activities } from "activities:all";
import { useRef, useState } from "preact/hooks";
import { t } from "../../i18n";
import { cockpit, resultsOf } from "../../live";
import { Button } from "../../parts/Button";
import type { StepInput } from "../../phone/input";
import type { Live, SeatLamp } from "../../wire";
import { act } from "../doing";
import { isThere } from "../lights";
import { enteredBy, forget, keep } from "./entered";

export function Entering({ seat }: { seat: SeatLamp }) {
  const live = cockpit.value?.live ?? null;
  const [isOpen, setOpen] = useState(false);
  if (!live || !isAsked(live, seat)) return null;
  const results = resultsOf("cockpit", live.round);
  const isEntered = results?.seats_entered?.includes(seat.id) ?? false;
  const hasGiven = results?.seats_given?.includes(seat.id) ?? false;
  if (hasGiven && !isEntered) return <p class="small secondary">{t("cockpit.enter_gave")}</p>;
  return (
    <section class="entering" aria-labelledby="entering-title">
      <h3 id="entering-title">{t("cockpit.enter", { title: live.title })}</h3>
      <p class="small secondary">{isEntered ? t("cockpit.entered") : t("cockpit.enter_means")}</p>
      {!isThere(seat) && <p class="small">{t("cockpit.enter_absent")}</p>}
      {isOpen ? <Form key={live.round} live={live} seat={seat.id} isEntered={isEntered} /> : <Button kind="quiet" onClick={() => setOpen(true)}>{t(isEntered ? "cockpit.enter_again" : "cockpit.enter_now")}</Button>}
    </section>
  );
}

/** Never into a secret ballot; a vote only for a seat that has one. */
const isAsked = (live: Live, seat: SeatLamp): boolean =>
  live.takes_input && live.state === "open" && live.privacy !== "secret" && (live.who === "all" || seat.asked);

function Form({ live, seat, isEntered }: { live: Live; seat: number; isEntered: boolean }) {
  const view = activities[live.type];
  const input = useEntering(live, seat, isEntered);
  return view ? <div class="entering__input"><view.Input live={live} part={`-seat-${seat}`} {...input} /></div> : null;
}

function useEntering(live: Live, seat: number, isEntered: boolean): StepInput {
  const drafts = useRef(new Map<string, string>());
  const usual = activities[live.type]?.kind ?? "";
  const mine = isEntered ? enteredBy(live.round, seat) : [];
  const send = async (kind: string, item: string, value: unknown) => {
    const answer = await act("dialog", "enter_for", { activity: live.activity, seat, kind, item, value });
    if (!answer || "error" in answer) return;
    if (value === null) forget(live.round, seat, kind, item);
    else keep(live, seat, kind, item, value);
  };
  return {
    mine,
    give: ({ kind = usual, item = "", value }) => void send(kind, item, value),
    takeBack: ({ kind = usual, item = "" }) => void send(kind, item, null),
    status: (kind, item) => {
      const known = mine.find((one) => one.kind === kind && one.item === item);
      return { phase: known ? "saved" : "none", saved_at: known?.saved_at ?? null, error: null, pending: undefined };
    },
    draft: { read: (name) => drafts.current.get(name) ?? "", write: (name, text) => void drafts.current.set(name, text) },
  };
}
