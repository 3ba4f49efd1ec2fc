/** Options: lines of one's own, or those of an earlier step, so that nothing is typed twice. */
import { useRef } from "preact/hooks";
import { t } from "../../i18n";
import type { ControlProps } from "../Field";
import { LineList } from "./LineList";
import { Figure, Select } from "./simple";
import { isSource, nameOf, type Offer, type Source } from "./source";

interface Props {
  most: number;
  /** What earlier steps have to give. */
  offers: Offer[];
}

export function Options({ most, offers, ...props }: ControlProps & Props) {
  // Whoever tries the other way and comes back finds their lines again.
  const lines = useRef<unknown>([]);
  const { id, value, onChange } = props;
  const linked = isSource(value);
  if (!linked) lines.current = value;
  return (
    <div class="options-from">
      <div class="radios">
        <label class="check">
          <input type="radio" name={`${id}-from`} checked={!linked} onChange={() => linked && onChange(lines.current)} />
          <span>{t("editor.options_own")}</span>
        </label>
        <label class="check">
          <input
            type="radio" name={`${id}-from`} checked={linked} disabled={!linked && offers.length === 0}
            onChange={() => onChange(offers[offers.length - 1].source)}
          />
          <span>{t(offers.length || linked ? "editor.options_earlier" : "editor.options_none_earlier")}</span>
        </label>
      </div>
      {linked ? <Linked {...props} value={value} most={most} offers={offers} /> : <LineList {...props} most={most} />}
    </div>
  );
}

/** Which step the options come from and, of a result, how many of the best; never more than the step holds. */
function Linked({ value, most, offers, onChange, ...props }: ControlProps & Props & { value: Source }) {
  const choose = (name: unknown): void => {
    const chosen = offers.find(({ source }) => nameOf(source) === name);
    const kept = chosen?.source.what === "best" && value.most && value.most <= most;
    if (chosen) onChange({ ...chosen.source, ...(kept && { most: value.most }) });
  };
  const limit = (wanted: unknown): void => {
    const { most: _, ...all } = value;
    onChange(wanted === "" ? all : { ...value, most: wanted });
  };
  const hint = `${props.id}-fit`;
  const describedBy = [props.describedBy, hint].filter(Boolean).join(" ");
  return (
    <>
      <Select {...props} describedBy={describedBy} named={t("editor.options_earlier")} choices={choicesOf(offers, value)} value={nameOf(value)} onChange={choose} />
      {value.what === "best" && most > 1 && (
        <label class="field">
          <span class="field__label">{t("editor.options_most", { most })}</span>
          <Figure {...props} id={`${props.id}-most`} value={value.most ?? ""} onChange={limit} />
        </label>
      )}
      <p class="field__hint" id={hint}>{most === 1 ? t("editor.options_one") : t("editor.options_fit", { most })}</p>
    </>
  );
}

/** A source that has moved behind this step stays selectable, and says so. */
function choicesOf(offers: Offer[], present: Source): { value: string; words: string }[] {
  const choices = offers.map(({ source, words }) => ({ value: nameOf(source), words }));
  if (choices.some((choice) => choice.value === nameOf(present))) return choices;
  return [...choices, { value: nameOf(present), words: t("editor.source_later") }];
}
