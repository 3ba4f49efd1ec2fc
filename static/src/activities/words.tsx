/** words: up to three short words, each in its slot; a list with counts, or the same as a cloud. */
import { useState } from "preact/hooks";
import { Base } from "../parts/Base";
import { Button } from "../parts/Button";
import { Status } from "../parts/Status";
import { useTyped } from "../parts/useTyped";
import { number, sentence, t } from "../i18n";
import type { InputProps, Mine, ResultProps } from "../wire";

/** Characters, as the server has it. */
const LONGEST = 40;
/** On the wall a longer list would fall below readable size. */
const MOST_ON_SCREEN = 24;

/** What a person gives here. */
export const kind = "word";
export const most = (ask: any): number => ask.most;

export function Input(props: InputProps) {
  const all = Array.from({ length: most(props.live.ask) }, (_, i) => String(i + 1));
  const slots = all.filter((slot) => !props.inTime?.includes(slot));
  return (
    <div class="words">
      {slots.map((slot) => <Slot key={slot} slot={slot} {...props} />)}
      <p class="secondary small">{t("words.hint")}</p>
    </div>
  );
}

function Slot({ slot, part = "", mine, give, takeBack, status, draft }: InputProps & { slot: string }) {
  const saved = wordOf(mine, slot);
  const { text, isDraft, type, clear } = useTyped(draft, `word/${slot}`, saved, (value) => ({ kind, item: slot, value }));
  const { phase, saved_at, error } = status(kind, slot);
  const submit = (event: Event) => {
    event.preventDefault();
    if (text.trim()) give({ kind, item: slot, value: text.trim() });
    else if (saved) takeBack({ kind, item: slot });
    clear();
  };
  return (
    <form class="word field" onSubmit={submit}>
      <span class="word__head">
        <label class="field__label" for={`word-${part}${slot}`}>{t("words.slot", { n: slot })}</label>
        <Status phase={isDraft ? "draft" : phase} at={saved_at} />
      </span>
      <span class="word__row">
        <input id={`word-${part}${slot}`} class="field__control" value={text} maxLength={LONGEST} autocomplete="off"
          enterkeyhint="send" onInput={(event) => type(event.currentTarget.value)} />
        {isDraft && <Button type="submit">{text.trim() ? t("phone.send") : t("phone.take_back")}</Button>}
      </span>
      {error && !isDraft && <p class="field__error">{sentence(error)}</p>}
    </form>
  );
}

/** Answered with the first word; the others are offered, not asked for. */
export const progress = (_: unknown, mine: Mine[]) => ({ done: mine.some((one) => one.state !== "withdrawn") ? 1 : 0, of: 1 });

interface Word {
  text: string;
  count: number;
}

export function Result({ live, results, facts, place }: ResultProps) {
  const [isCloud, setCloud] = useState(false);
  const words: Word[] = results.whole?.words ?? [];
  const seen = place === "screen" ? words.slice(0, MOST_ON_SCREEN) : words;
  const more = words.length - seen.length;
  const extra = [results.in_fives ? t("chart.in_fives") : "", more ? t("chart.more_words", { count: more }) : "", t("chart.most_first")];
  return (
    <>
      {isCloud ? <Cloud words={seen} /> : <List words={seen} caption={live.title} />}
      <Base live={live} results={results} facts={facts} extra={extra} />
      {place !== "screen" && words.length > 1 && (
        <Button kind="link" onClick={() => setCloud(!isCloud)}>{t(isCloud ? "chart.as_list" : "chart.as_cloud")}</Button>
      )}
    </>
  );
}

function List({ words, caption }: { words: Word[]; caption: string }) {
  return (
    <ul class={`word-list word-list--${words.length > 12 ? "many" : words.length > 8 ? "some" : "few"}`} aria-label={caption}>
      {words.map(({ text, count }) => (
        <li key={text} class="word-list__word">
          <span class="word-list__text">{text}</span>
          <span class="word-list__count">{number(count)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Size by the root of the count, so that the area of a word speaks for its number. */
function Cloud({ words }: { words: Word[] }) {
  return (
    <p class="word-cloud">
      {words.map(({ text, count }) => (
        <span key={text} style={{ "--size": Math.sqrt(count) }}>{text} <small>{number(count)}</small> </span>
      ))}
    </p>
  );
}

const wordOf = (mine: Mine[], slot: string): string =>
  mine.find((one) => one.item === slot && one.state !== "withdrawn")?.value ?? "";
