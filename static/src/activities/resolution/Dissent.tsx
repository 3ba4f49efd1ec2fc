/** After a roll call whose result is shown: whoever did not vote yes may say why, under their name. */
import { Button } from "../../parts/Button";
import { Status } from "../../parts/Status";
import { useTyped } from "../../parts/useTyped";
import { sentence, t } from "../../i18n";
import type { AfterProps } from "../../wire";

/** Characters, as the server has it. */
const LONGEST = 600;
const kind = "note";

export function Dissent({ live, mine, ...props }: AfterProps) {
  const vote = mine.find((one) => one.kind === "vote" && one.state !== "withdrawn")?.value;
  if (live.privacy !== "named" || (vote !== "no" && vote !== "abstain")) return null;
  return <Form mine={mine} {...props} />;
}

function Form({ mine, give, takeBack, status, draft }: Omit<AfterProps, "results" | "live">) {
  const saved: string = mine.find((one) => one.kind === kind && one.state !== "withdrawn")?.value ?? "";
  const { text, isDraft, type, clear } = useTyped(draft, kind, saved, (value) => ({ kind, item: "", value }));
  const { phase, saved_at, error } = status(kind, "");
  const submit = (event: Event) => {
    event.preventDefault();
    if (text.trim()) give({ kind, value: text.trim() });
    else if (saved) takeBack({ kind });
    clear();
  };
  return (
    <form class="field dissent" onSubmit={submit}>
      <label class="field__label" for="dissent">{t("resolution.note_ask")}</label>
      <p class="secondary small" id="dissent-means">{t("resolution.note_means")}</p>
      <textarea id="dissent" class="field__control" rows={3} maxLength={LONGEST} aria-describedby="dissent-means" value={text} onInput={(event) => type(event.currentTarget.value)} />
      <p class="dissent__foot">
        <Status phase={isDraft ? "draft" : phase} at={saved_at} />
        {isDraft && <Button type="submit">{text.trim() ? t("phone.send") : t("phone.take_back")}</Button>}
      </p>
      {error && !isDraft && <p class="field__error">{sentence(error)}</p>}
    </form>
  );
}
