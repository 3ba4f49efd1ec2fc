/** The fields of the register of measures between the hands and the disk. The rules stand in fields/saving.ts. */
import { savingFor } from "../../fields/saving";
import { boot } from "../../i18n";
import { send } from "../../live";
import { openStore } from "../../store";
import type { Commands } from "../../wire";

export type FieldName = Commands["edit_measure"]["field"];

export interface Place {
  measure: number;
  field: FieldName;
}

/** Each saving can be undone by itself, so a sentence is saved when it rests, not at every breath. */
const PAUSE = 1_500;

export const saving = savingFor<Place>({
  store: openStore(boot.workshop ?? "", "register"),
  pause: PAUSE,
  nameOf: ({ measure, field }) => `${measure}/${field}`,
  placeOf: (name) => {
    const [measure, field] = name.split("/");
    return { measure: Number(measure), field: field as FieldName };
  },
  sendOut: (place, value, former) => send("edit_measure", { ...place, value, former }),
});
