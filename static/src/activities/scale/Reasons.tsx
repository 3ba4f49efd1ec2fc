/** After the result of a scale: whoever stands far from the middle is asked what they see differently. */
import { Button } from "../../parts/Button";
import { Status } from "../../parts/Status";
import { medianText } from "../tiles/Tiles";
import { useTyped } from "../../parts/useTyped";
import { number, sentence, t } from "../../i18n";
import type { AfterProps } from "../../wire";
import { valueOf, type Ask, type Rated } from "../scale";

/** Characters, as the server has it. */
const LONGEST = 300;
const kind = "reason";

export function Reasons({ results, ...props }: AfterProps) {
  const { far } = props.live.ask as Ask;
  const statements: Rated[] = results.whole?.statements ?? [];
  const asked = statements.filter(({ id, median }) => isFar(valueOf(props.mine, id), median, far));
  if (asked.length === 0) return null;
  return (
    <section class="reasons">
      <h2>{t("scale.far")}</h2>
      {asked.map((statement) => <Reason key={statement.id} {...props} statement={statement} />)}
    </section>
  );
}

/** As the server has it: see ratings.py. */
const isFar = (own: number | string | null, median: number | null, far: number): boolean =>
  far > 0 && typeof own === "number" && median !== null && Math.abs(own - median) >= far;

function Reason({ statement, mine, give, takeBack, status, draft }: Omit<AfterProps, "results"> & { statement: Rated }) {
  const { id, label, median } = statement;
  const given = mine.find((one) => one.kind === kind && one.item === id && one.state !== "withdrawn");
  const saved: string = given?.value ?? "";
  const { text, isDraft, type, clear } = useTyped(draft, `reason/${id}`, saved, (value) => ({ kind, item: id, value }));
  const { phase, saved_at, error } = status(kind, id);
  const submit = (event: Event) => {
    event.preventDefault();
    if (text.trim()) give({ kind, item: id, value: text.trim() });
    else if (saved) takeBack({ kind, item: id });
    clear();
  };
  return (
    <form class="field" onSubmit={submit}>
      <label class="field__label" for={`reason-${id}`}>{label}</label>
      <p class="secondary small">{t("scale.far_by", { own: number(valueOf(mine, id) as number), median: medianText(median!) })}</p>
      <textarea id={`reason-${id}`} class="field__control" rows={2} maxLength={LONGEST} value={text} onInput={(event) => type(event.currentTarget.value)} />
      <p class="reasons__foot">
        <Status phase={isDraft ? "draft" : phase} at={saved_at} />
        {isDraft && <Button type="submit">{text.trim() ? t("phone.send") : t("phone.take_back")}</Button>}
      </p>
      {error && !isDraft && <p class="field__error">{sentence(error)}</p>}
      {!isDraft && <Fate state={given?.state ?? "shown"} />}
    </form>
  );
}

function Fate({ state }: { state: string }) {
  if (state === "waiting") return <p class="secondary small">{t("scale.checked_first")}</p>;
  return state === "put_aside" ? <p class="secondary small">{t("scale.put_aside")}</p> : null;
}
