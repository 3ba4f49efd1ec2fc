/** The facts of the workshop: title, subtitle, when, how long. */
import { t } from "../i18n";
import { Icon } from "../parts/Icon";
import type { Facts } from "../wire";
import { Figure, Line } from "./controls/simple";
import { Field, type ControlProps } from "./Field";

export function WorkshopForm({ facts }: { facts: Facts }) {
  return (
    <section class="form" aria-labelledby="form-heading">
      <a class="form__back" href="#"><Icon name="arrow-left" />{t("editor.agenda")}</a>
      <h2 class="form__heading" id="form-heading" tabIndex={-1}>{t("editor.workshop_facts")}</h2>
      <Fact field="title" stored={facts.title} control={Line} />
      <Fact field="subtitle" stored={facts.subtitle} control={Line} />
      <div class="form__row">
        <Fact field="starts_at" stored={facts.starts_at} control={When} describe={(at) => (at === null ? "" : new Date(at).toLocaleString())} />
        <Fact field="minutes" stored={facts.minutes} control={Figure} />
      </div>
    </section>
  );
}

interface FactProps {
  field: "title" | "subtitle" | "starts_at" | "minutes";
  stored: unknown;
  control: (props: ControlProps) => preact.JSX.Element;
  describe?: (value: any) => string;
}

const Fact = ({ field, stored, control: Control, describe }: FactProps) => (
  <Field
    place={{ activity: null, field }} stored={stored} label={t(`editor.fact_${field}`)} describe={describe}
    control={(props) => <Control {...props} />}
  />
);

/** Day and hour on this computer's clock; a half typed date is no date yet and changes nothing. */
const When = ({ id, value, onChange, describedBy, invalid }: ControlProps) => (
  <input
    id={id} class="field__control" type="datetime-local" value={localOf(value)} aria-describedby={describedBy} aria-invalid={invalid}
    onInput={(event) => !event.currentTarget.validity.badInput && onChange(momentOf(event.currentTarget.value))}
  />
);

/** "2017-01-23T13:55" of milliseconds since 1970. */
export function localOf(at: number | null): string {
  if (at === null) return "";
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

const momentOf = (local: string): number | null => (local ? new Date(local).getTime() : null);
