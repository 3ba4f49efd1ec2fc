/** What would lessen a high resistance: one short text a proposal, as optional as it says. */
import { Button } from "../../parts/Button";
import { Status } from "../../parts/Status";
import { useTyped } from "../../parts/useTyped";
import { sentence, t } from "../../i18n";
import type { InputProps } from "../../wire";

/** A browser brings only the caret into sight, and knows nothing of the bar at the foot; this keeps to the margin in the styles. */
const bringUp = (event: FocusEvent) => (event.currentTarget as Element).scrollIntoView({ block: "nearest" });

/** Characters, as the server has it. */
const LONGEST = 300;
const kind = "reason";

export function Reason({ option, live, mine, give, takeBack, status, draft }: InputProps & { option: string }) {
  const saved = mine.find((one) => one.kind === kind && one.item === option && one.state !== "withdrawn")?.value ?? "";
  const { text, isDraft, type, clear } = useTyped(draft, `${kind}/${option}`, saved, (value) => ({ kind, item: option, value }));
  const { phase, saved_at, error } = status(kind, option);
  const id = `reason-${live.round}-${option}`;
  const submit = (event: Event) => {
    event.preventDefault();
    if (text.trim()) give({ kind, item: option, value: text.trim() });
    else if (saved) takeBack({ kind, item: option });
    clear();
  };
  return (
    <form class="reason field" onSubmit={submit}>
      <label class="field__label" for={id}>{t("consensing.reason")}</label>
      <span class="field__hint" id={`${id}-hint`}>{t("consensing.reason_hint")}</span>
      <textarea id={id} class="field__control" rows={2} value={text} maxLength={LONGEST} aria-describedby={`${id}-hint`}
        onFocus={bringUp} onInput={(event) => type(event.currentTarget.value)} />
      {error && !isDraft && <p class="field__error">{sentence(error)}</p>}
      <span class="reason__foot">
        <Status phase={isDraft ? "draft" : phase} at={saved_at} />
        {isDraft && <Button type="submit">{text.trim() ? t("phone.send") : t("phone.take_back")}</Button>}
      </span>
    </form>
  );
}
