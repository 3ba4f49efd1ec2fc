/** Who represents a seat: a name or an office, for the minutes. */
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { Button } from "../../parts/Button";
import type { SeatLamp } from "../../wire";
import { act } from "../doing";

/** Characters, as the server counts them. */
const LONGEST = 80;

export function Deputy({ seat: { id, by } }: { seat: SeatLamp }) {
  // What is typed belongs to who types it; without typing the field shows what is saved.
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? by;
  const save = async (event: Event) => {
    event.preventDefault();
    const answer = await act("dialog", "attend", { seat: id, state: "represented", by: text });
    if (answer && "ok" in answer) setTyped((now) => (now === text ? null : now));
  };
  return (
    <form class="deputy" onSubmit={save}>
      <label class="field__label" for="deputy">{t("cockpit.deputy")} <span class="secondary">({t("common.optional")})</span></label>
      <input id="deputy" class="field__control" autocomplete="off" maxLength={LONGEST} value={text} aria-describedby="deputy-hint"
        onInput={(event) => setTyped(event.currentTarget.value)} />
      <Button type="submit" kind="outline" size="small" disabled={text.trim() === by}>{t("cockpit.deputy_save")}</Button>
      <p id="deputy-hint" class="small secondary">{t("cockpit.deputy_hint")}</p>
    </form>
  );
}
