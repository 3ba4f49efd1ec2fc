/** Further screens: each address has a view of its own that does not follow the first screen. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n";
import { fetched, type Linked } from "./fetched";
import { LinkField } from "./LinkField";
import { Sure } from "./Sure";

type Screens = { [view in "join" | "timer" | "observers"]: Linked };

export function FurtherScreens() {
  const [screens, setScreens] = useState<Screens | null>(null);
  const load = () => void fetched<Screens>("screens").then(setScreens);
  useEffect(load, []);
  if (!screens) return null;
  return (
    <>
    <details class="screens-more">
      <summary>{t("leading.screens_more")}</summary>
      <LinkField id="screen-join" label={t("leading.screen_join")} hint={t("leading.screen_join_means")} linked={screens.join} />
      <LinkField id="screen-timer" label={t("leading.screen_timer")} hint={t("leading.screen_timer_means")} linked={screens.timer} />
    </details>
    <details class="screens-more">
      <summary>{t("leading.observers")}</summary>
      <LinkField id="observer-link" label={t("leading.observers_link")} hint={t("leading.observers_means")} linked={screens.observers} />
      <Sure command="renew_observers" payload={{}} done={load}
        words={t("leading.observers_renew")} means={t("leading.observers_sure")} now={t("leading.observers_renew_now")} />
    </details>
    </>
  );
}
