/** Puts somebody on the list who raises a hand instead of a phone: a seat by its name, or any other name. */
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { cockpit } from "../../live";
import { Button } from "../../parts/Button";
import { act } from "../doing";

/** As long as the server takes a name. */
const LONGEST = 80;

export function AddSpeaker() {
  const [name, setName] = useState("");
  const seats = cockpit.value?.seats ?? [];
  const add = async (event: Event) => {
    event.preventDefault();
    const wanted = name.trim();
    const seat = seats.find((one) => one.name.toLowerCase() === wanted.toLowerCase());
    const answer = await act("dialog", "add_speaker", seat ? { seat: seat.id, name: "" } : { seat: null, name: wanted });
    if (answer && "ok" in answer) setName((now) => (now === name ? "" : now)); // what was typed meanwhile stays
  };
  return (
    <form class="speakers__add" onSubmit={add}>
      <label class="field__label" for="add-speaker">{t("speakers.add_label")}</label>
      <input id="add-speaker" class="field__control" list="seat-names" autocomplete="off" required maxLength={LONGEST} value={name}
        onInput={(event) => setName(event.currentTarget.value)} />
      <datalist id="seat-names">{seats.map((seat) => <option key={seat.id} value={seat.name} />)}</datalist>
      <Button type="submit" size="small" icon="plus">{t("speakers.add")}</Button>
    </form>
  );
}
