/** Options: lines of one's own, or the themes of an earlier step, so that nothing is typed twice. */
import { useRef } from "preact/hooks";
import { t } from "../../i18n";
import type { Step } from "../../wire";
import type { ControlProps } from "../Field";
import { LineList } from "./LineList";
import { Select } from "./simple";
import { isSource } from "./source";

interface Props {
  most: number;
  /** Earlier steps that gather cards. */
  sources: Step[];
}

export function Options({ most, sources, ...props }: ControlProps & Props) {
  // Whoever tries the other way and comes back finds their lines again.
  const lines = useRef<unknown>([]);
  const { id, value, onChange } = props;
  const linked = isSource(value);
  if (!linked) lines.current = value;
  const link = (activity: number): void => onChange({ activity, what: "themes" });
  return (
    <div class="options-from">
      <div class="radios">
        <label class="check">
          <input type="radio" name={`${id}-from`} checked={!linked} onChange={() => linked && onChange(lines.current)} />
          <span>{t("editor.options_own")}</span>
        </label>
        <label class="check">
          <input
            type="radio" name={`${id}-from`} checked={linked} disabled={!linked && sources.length === 0}
            onChange={() => link(sources[sources.length - 1].activity)}
          />
          <span>{t(sources.length || linked ? "editor.options_themes" : "editor.options_no_themes")}</span>
        </label>
      </div>
      {linked
        ? <Select {...props} choices={sourceChoices(sources, value.activity)} value={value.activity} onChange={(activity) => link(Number(activity))} />
        : <LineList {...props} most={most} />}
    </div>
  );
}

/** A source that has moved behind this step stays selectable, and says so. */
function sourceChoices(sources: Step[], present: number): { value: number; words: string }[] {
  const choices = sources.map((step) => ({ value: step.activity, words: t("editor.themes_of", { n: step.n, title: step.title }) }));
  if (choices.some((choice) => choice.value === present)) return choices;
  return [...choices, { value: present, words: t("editor.source_later") }];
}
