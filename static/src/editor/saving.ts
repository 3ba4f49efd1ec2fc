/** The fields of the editor: those of the workshop and those of its steps. How they are saved stands in fields/saving.ts. */
import { savingFor } from "../fields/saving";
import { boot } from "../i18n";
import { send } from "../live";
import { openStore } from "../store";

/** A field: of the workshop (activity null) or of a step. */
export interface Place {
  activity: number | null;
  field: string;
}

export const { editOf, unsaved, start: startSaving, enter, change, leave, choose, discard } = savingFor<Place>({
  store: openStore(boot.workshop ?? "", "editor"),
  pause: 600,
  nameOf: ({ activity, field }) => `${activity ?? "workshop"}/${field}`,
  placeOf: (name) => {
    const [activity, field] = name.split("/");
    return { activity: activity === "workshop" ? null : Number(activity), field };
  },
  sendOut: ({ activity, field }, value, former) =>
    activity === null ? send("edit_workshop", { field, value, former }) : send("edit_step", { activity, field, value, former }),
});
