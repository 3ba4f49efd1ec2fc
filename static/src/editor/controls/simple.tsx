/** The controls for one plain value: line, text, number, switch, choice. */
import type { ControlProps } from "../Field";

export const Line = ({ id, value, onChange, describedBy, invalid }: ControlProps) => (
  <input
    id={id} class="field__control" type="text" autocomplete="off" value={value ?? ""}
    aria-describedby={describedBy} aria-invalid={invalid}
    onInput={(event) => onChange(event.currentTarget.value)}
  />
);

export const Text = ({ id, value, onChange, describedBy, invalid, rows = 3 }: ControlProps & { rows?: number }) => (
  <textarea
    id={id} class="field__control" rows={rows} value={value ?? ""}
    aria-describedby={describedBy} aria-invalid={invalid}
    onInput={(event) => onChange(event.currentTarget.value)}
  />
);

/** What is no whole number goes out as it was typed, so that the server's sentence stands beside it. */
export const Figure = ({ id, value, onChange, describedBy, invalid, unit }: ControlProps & { unit?: string }) => (
  <span class="figure">
    <input
      id={id} class="field__control figure__control" type="text" inputMode="numeric" autocomplete="off" value={String(value ?? "")}
      aria-describedby={describedBy} aria-invalid={invalid}
      onInput={(event) => onChange(numberOf(event.currentTarget.value))}
    />
    {unit && <span class="secondary">{unit}</span>}
  </span>
);

export const Switch = ({ id, value, onChange, describedBy, label }: ControlProps) => (
  <label class="check">
    <input
      id={id} type="checkbox" checked={value === true} aria-describedby={describedBy}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
    <span>{label}</span>
  </label>
);

interface OneOf {
  choices: { value: any; words: string }[];
}

/** Few choices, all visible. */
export const Radios = ({ id, value, onChange, describedBy, choices }: ControlProps & OneOf) => (
  <span class="radios">
    {choices.map((choice) => (
      <label key={choice.value} class="check">
        <input
          type="radio" name={id} checked={choice.value === value} aria-describedby={describedBy}
          onChange={() => onChange(choice.value)}
        />
        <span>{choice.words}</span>
      </label>
    ))}
  </span>
);

/** `named`: what it is, where it is one control of a group and no label is its own. */
export const Select = ({ id, value, onChange, describedBy, invalid, choices, named }: ControlProps & OneOf & { named?: string }) => (
  <select
    id={id} class="field__control" aria-label={named} aria-describedby={describedBy} aria-invalid={invalid}
    value={String(choices.findIndex((choice) => choice.value === value))}
    onChange={(event) => onChange(choices[Number(event.currentTarget.value)].value)}
  >
    {choices.map((choice, i) => <option key={i} value={String(i)}>{choice.words}</option>)}
  </select>
);

export function numberOf(typed: string): number | string {
  const tidy = typed.trim();
  return /^\d{1,10}$/.test(tidy) ? Number(tidy) : typed;
}
