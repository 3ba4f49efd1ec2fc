/** Further screens: each address has a view of its own that does not follow the first screen. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n";
import { fetched, type Linked } from "./fetched";
import { LinkField } from "./LinkField";

type Screens = { [view in "join" | "timer"]: Linked };

export function FurtherScreens() {
  const [screens, setScreens] = useState<Screens | null>(null);
  useEffect(() => void fetched<Screens>("screens").then(setScreens), []);
  if (!screens) return null;
  return (
    <details class="screens-more">
      <summary>{t("leading.screens_more")}</summary>
      <LinkField id="screen-join" label={t("leading.screen_join")} hint={t("leading.screen_join_means")} linked={screens.join} />
      <LinkField id="screen-timer" label={t("leading.screen_timer")} hint={t("leading.screen_timer_means")} linked={screens.timer} />
    </details>
  );
}
