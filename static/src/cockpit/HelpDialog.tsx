/** All keys, and the switch that turns them off. */
import { t } from "../i18n";
import { Button } from "../parts/Button";
import { closeDialog } from "./opened";
import { CARD_KEYS, KEYS, areOn, shownKey, switchKeys } from "./keys";

export function HelpDialog() {
  return (
    <>
      <dl class="key-list">
        {KEYS.map(({ shown, words }) => <KeyLine key={words} shown={shownKey(shown)} words={t(words)} />)}
      </dl>
      <h3>{t("cockpit.keys_on_card")}</h3>
      <dl class="key-list">
        {CARD_KEYS.map(([shown, words]) => <KeyLine key={words} shown={shown} words={t(words)} />)}
      </dl>
      <label class="check"><input type="checkbox" checked={areOn.value} onChange={switchKeys} /><span>{t("cockpit.keys_on")}</span></label>
      <p class="dialog__links small">
        <a href="/imprint">{t("common.imprint")}</a> <a href="/privacy">{t("common.privacy")}</a> <a href="/accessibility">{t("common.accessibility")}</a>
      </p>
      <div class="dialog__actions"><Button onClick={closeDialog}>{t("common.close")}</Button></div>
    </>
  );
}

const KeyLine = ({ shown, words }: { shown: string; words: string }) => (
  <div>
    <dt><kbd class="button__key">{shown}</kbd></dt>
    <dd>{words}</dd>
  </div>
);
