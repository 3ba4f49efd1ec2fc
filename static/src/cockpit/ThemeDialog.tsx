/** One theme: rename, move, remove. */
import { useState } from "preact/hooks";
import { t } from "../i18n";
import { cockpit } from "../live";
import { Button } from "../parts/Button";
import type { Theme } from "../wire";
import { Act, Trouble } from "./Act";
import { closeDialog } from "./opened";
import { act } from "./doing";

export function ThemeDialog({ id }: { id: number }) {
  const themes = Object.values(cockpit.value?.themes ?? {}).find((all) => all.some((one) => one.id === id)) ?? [];
  const at = themes.findIndex((one) => one.id === id);
  const theme = themes[at];
  if (!theme) return <Gone />;
  return (
    <>
      <Trouble place="dialog" />
      <Rename theme={theme} />
      <div class="theme-moves">
        {at > 0 && <Act place="dialog" command="move_theme" payload={{ theme: id, to: at }} kind="quiet" size="small" icon="arrow-up">{t("cockpit.move_up")}</Act>}
        {at < themes.length - 1 && <Act place="dialog" command="move_theme" payload={{ theme: id, to: at + 2 }} kind="quiet" size="small" icon="arrow-down">{t("cockpit.move_down")}</Act>}
        <Act place="dialog" command="remove_theme" payload={{ theme: id }} kind="quiet" size="small" icon="trash" done={closeDialog}>{t("cockpit.remove_theme")}</Act>
      </div>
      <p class="small secondary">{t("cockpit.remove_theme_means")}</p>
      <div class="dialog__actions"><Button onClick={closeDialog}>{t("common.close")}</Button></div>
    </>
  );
}

const Gone = () => (
  <>
    <p>{t("cockpit.theme_gone")}</p>
    <div class="dialog__actions"><Button onClick={closeDialog}>{t("common.close")}</Button></div>
  </>
);

/** `former` stays what it was when the dialog opened, so that two who rename at once both hear of it. */
function Rename({ theme }: { theme: Theme }) {
  const [former] = useState(theme.title);
  const [title, setTitle] = useState(theme.title);
  const save = async (event: Event) => {
    event.preventDefault();
    const answer = await act("dialog", "rename_theme", { theme: theme.id, title, former });
    if (answer && "ok" in answer) closeDialog();
  };
  return (
    <form class="theme-rename" onSubmit={save}>
      <label class="field__label" for="theme-title">{t("cockpit.theme_title")}</label>
      <input id="theme-title" class="field__control" maxLength={120} required value={title} onInput={(event) => setTitle(event.currentTarget.value)} />
      <Button type="submit" kind="primary" size="small">{t("cockpit.rename")}</Button>
    </form>
  );
}
