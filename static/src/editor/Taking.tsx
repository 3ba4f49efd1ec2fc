/** How a step takes input: whether the room sees who gives, who may give, what shows at once, what waits for a yes. */
import { t } from "../i18n";
import { cockpit } from "../live";
import { Note } from "../parts/Note";
import type { Step, TypeForm } from "../wire";
import { premoderate } from "./agenda";
import { Figure, Radios, Switch } from "./controls/simple";
import { Field } from "./Field";

interface Props {
  step: Step;
  form: TypeForm;
}

export function Taking({ step, form }: Props) {
  const hasSeats = (cockpit.value?.seats.length ?? 0) > 0;
  const isSecret = (step.config.privacy ?? form.privacies[0]) === "secret";
  return (
    <>
      {form.privacies.length > 1 && <Chosen step={step} field="privacy" values={form.privacies} usual={form.privacies[0]!} />}
      {isSecret && <Secret step={step} />}
      {hasSeats && !form.decides && !isSecret && <Chosen step={step} field="who" values={["seats", "all"]} usual={form.votes ? "seats" : "all"} />}
      {form.shows_live && <ShownLive step={step} usual={form.opens_shown} />}
      {step.is_text && <Premoderated step={step} />}
    </>
  );
}

interface ChosenProps {
  step: Step;
  field: "privacy" | "who";
  values: string[];
  /** What holds while nobody has chosen. */
  usual: string;
}

function Chosen({ step, field, values, usual }: ChosenProps) {
  const what = cockpit.value?.workshop.seats_called || t("common.seats");
  const words = (value: string | null): string => t(`editor.${field}_${value ?? usual}`, { what });
  const choices = values.map((value) => ({ value, words: words(value) }));
  return (
    <Field
      place={{ activity: step.activity, field }} stored={step.config[field] ?? null} label={t(`editor.field_${field}`)}
      form="group" describe={words} control={(props) => <Radios {...props} value={props.value ?? usual} choices={choices} />}
    />
  );
}

/** As many as the server counts by default. */
const USUAL_BALLOTS = 5;

/** What secret means, its limits included, the least number of ballots, and whether one may be invalid on purpose. */
const Secret = ({ step }: { step: Step }) => (
  <>
    <Note icon="lock">{t("phone.secret_means")} {t("editor.secret_needs")}</Note>
    <Field
      place={{ activity: step.activity, field: "least_ballots" }} stored={step.config.least_ballots ?? null}
      label={t("editor.field_least_ballots")} hint={t("editor.help_least_ballots")} describe={(value) => String(value ?? USUAL_BALLOTS)}
      control={(props) => <Figure {...props} value={props.value ?? USUAL_BALLOTS} />}
    />
    <Field
      place={{ activity: step.activity, field: "may_spoil" }} stored={step.config.may_spoil ?? null} label={t("editor.invalid_ballots")}
      hint={t("editor.help_may_spoil")} form="group" describe={(value) => t(value === false ? "editor.spoil_off" : "editor.field_may_spoil")}
      control={(props) => <Switch {...props} label={t("editor.field_may_spoil")} value={props.value ?? true} />}
    />
  </>
);

const ShownLive = ({ step, usual }: { step: Step; usual: boolean }) => (
  <Field
    place={{ activity: step.activity, field: "live" }} stored={step.config.live ?? null} label={t("editor.field_live")} hint={t("editor.help_live")}
    form="plain" control={(props) => <Switch {...props} value={props.value ?? usual} />}
  />
);

const Premoderated = ({ step }: { step: Step }) => (
  <label class="check">
    <input type="checkbox" checked={step.premoderated} onChange={(event) => void premoderate(step, event.currentTarget.checked)} />
    <span>{t("editor.field_premoderated")}</span>
  </label>
);
