/** The themes with their counts: a place to drop cards on, and a way to look into one. */
import { useRef, useState } from "preact/hooks";
import { number, t } from "../i18n";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import type { Row, Theme } from "../wire";
import { Trouble } from "./Act";
import { countIn, type Filter } from "./arrange";
import { openDialog } from "./opened";
import { act } from "./doing";
import { drag } from "./drag";

/** Characters, as the server has it. */
const LONGEST = 120;

interface Props {
  activity: number;
  themes: Theme[];
  rows: Row[];
  filter: Filter;
  choose: (filter: Filter) => void;
}

export function Themes({ activity, themes, rows, filter, choose }: Props) {
  const sorted = themes.reduce((sum, { id }) => sum + countIn(rows, id), 0);
  return (
    <section class="themes" aria-labelledby="themes-title">
      <h3 id="themes-title">{t("cockpit.themes")} <span class="secondary themes__sum">{t("cockpit.cards_n", { count: sorted })}</span></h3>
      <Trouble place="themes" />
      {themes.length === 0 && <p class="small secondary">{t("cockpit.themes_none")}</p>}
      <ol class="themes__list">
        {themes.map((theme, i) => (
          <ThemeLine key={theme.id} theme={theme} n={i + 1} count={countIn(rows, theme.id)} isChosen={filter === theme.id} choose={choose} />
        ))}
      </ol>
      <Unsorted count={countIn(rows, null)} />
      <NewTheme activity={activity} />
    </section>
  );
}

interface LineProps {
  theme: Theme;
  n: number;
  count: number;
  isChosen: boolean;
  choose: (filter: Filter) => void;
}

function ThemeLine({ theme, n, count, isChosen, choose }: LineProps) {
  return (
    <li class={`theme ${isChosen ? "theme--chosen" : ""} ${overClass(`theme:${theme.id}`)}`} data-drop={`theme:${theme.id}`}>
      <button type="button" class="theme__button" aria-pressed={isChosen} onClick={() => choose(isChosen ? "new" : theme.id)}>
        {n <= 9 && <kbd class="button__key">{n}</kbd>}
        <span class="theme__title">{theme.title}</span>
        <b>{number(count)}</b>
      </button>
      <button type="button" class="theme__edit" aria-label={t("cockpit.edit_theme", { title: theme.title })} title={t("cockpit.edit_theme", { title: theme.title })}
        onClick={() => openDialog({ name: "theme", theme: theme.id })}>
        <Icon name="pencil" />
      </button>
    </li>
  );
}

/** Only while something is dragged does it matter where "no theme" is. */
function Unsorted({ count }: { count: number }) {
  if (!drag.value) return null;
  return (
    <p class={`theme theme--none ${overClass("theme:none")}`} data-drop="theme:none">
      <kbd class="button__key">0</kbd> <span class="theme__title">{t("cockpit.no_theme")}</span> <b>{number(count)}</b>
    </p>
  );
}

const overClass = (name: string): string => (drag.value?.over === name ? "theme--over" : "");

function NewTheme({ activity }: { activity: number }) {
  const [title, setTitle] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const add = async (event: Event) => {
    event.preventDefault();
    if (!title.trim()) return field.current?.focus();
    const answer = await act("themes", "add_theme", { activity, title });
    if (answer && "ok" in answer) setTitle((now) => (now === title ? "" : now)); // what was typed meanwhile stays
  };
  return (
    <form class="theme-new" onSubmit={add}>
      <input ref={field} class="field__control" aria-label={t("cockpit.new_theme")} placeholder={t("cockpit.new_theme")} maxLength={LONGEST}
        value={title} onInput={(event) => setTitle(event.currentTarget.value)} />
      <Button type="submit" kind="quiet" size="small" icon="plus">{t("cockpit.add")}</Button>
    </form>
  );
}
