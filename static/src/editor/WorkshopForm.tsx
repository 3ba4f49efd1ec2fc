/** The facts of the workshop: title, subtitle, when, how long. */
import { boot, date, t, time } from "../i18n";
import { Icon } from "../parts/Icon";
import type { Facts } from "../wire";
import { Figure, Line } from "./controls/simple";
import { Field, type ControlProps } from "./Field";
import { momentOf, wallOf } from "./wall";

export function WorkshopForm({ facts }: { facts: Facts }) {
  return (
    <section class="form" aria-labelledby="form-heading">
      <a class="form__back" href="#"><Icon name="arrow-left" />{t("editor.agenda")}</a>
      <h2 class="form__heading" id="form-heading" tabIndex={-1}>{t("editor.workshop_facts")}</h2>
      <Fact field="title" stored={facts.title} control={Line} />
      <Fact field="subtitle" stored={facts.subtitle} control={Line} />
      <div class="form__row">
        <Fact field="starts_at" stored={facts.starts_at} control={When} describe={(at) => (at === null ? "" : `${date(at)}, ${time(at)}`)} />
        <Fact field="minutes" stored={facts.minutes} control={Figure} />
      </div>
      {!facts.rehearsal && <div class="form__handing">
        <a class="button button--outline button--small" href={`/w/${facts.id}/template`} download><Icon name="download" />{t("editor.save_template")}</a>
        <p class="field__hint">{t("editor.save_template_about")}</p>
      </div>}
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

/** Day and hour in the room's zone; a half typed date is no date yet and changes nothing. */
const When = ({ id, value, onChange, describedBy, invalid }: ControlProps) => (
  <input
    id={id} class="field__control" type="datetime-local" value={value === null ? "" : wallOf(value, boot.timezone)} aria-describedby={describedBy} aria-invalid={invalid}
    onInput={(event) => !event.currentTarget.validity.badInput && onChange(momentOf(event.currentTarget.value, boot.timezone))}
  />
);
