/** Further screens: each address has a view of its own that does not follow the first screen. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n";
import { Button } from "../parts/Button";
import { Act } from "./Act";
import { fetched, type Linked } from "./fetched";
import { LinkField } from "./LinkField";

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
      <Renew done={load} />
    </details>
    </>
  );
}

/** Asks first: everybody who watches now is put out. */
function Renew({ done }: { done: () => void }) {
  const [asked, setAsked] = useState(false);
  if (!asked) return <p><Button kind="quiet" onClick={() => setAsked(true)}>{t("leading.observers_renew")}</Button></p>;
  const renewed = () => {
    setAsked(false);
    done();
  };
  return (
    <>
      <p>{t("leading.observers_sure")}</p>
      <p class="dialog__links">
        <Act place="dialog" command="renew_observers" payload={{}} done={renewed}>{t("leading.observers_renew_now")}</Act>
        <Button kind="quiet" onClick={() => setAsked(false)}>{t("common.cancel")}</Button>
      </p>
    </>
  );
}
