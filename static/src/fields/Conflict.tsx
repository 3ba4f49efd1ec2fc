/** <Conflict edit={…} choose={…} />: two versions of one field; a person decides which one stands. */
import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import type { Edit } from "./edits";
import "../css/conflict.css";

interface Props {
  edit: Edit;
  choose: (whose: "mine" | "theirs") => void;
  /** A value in words. */
  describe?: (value: any) => ComponentChildren;
}

export const Conflict = ({ edit, choose, describe = String }: Props) => (
  <div class="conflict" role="alert">
    <p class="conflict__title"><Icon name="warning" />{t("fields.conflict")}</p>
    <div class="conflict__sides">
      <Version title={t("fields.conflict_mine")} words={describe(edit.value)}>
        <Button size="small" onClick={() => choose("mine")}>{t("fields.keep_mine")}</Button>
      </Version>
      <Version title={t("fields.conflict_theirs")} words={describe(edit.stands)}>
        <Button size="small" onClick={() => choose("theirs")}>{t("fields.take_theirs")}</Button>
      </Version>
    </div>
  </div>
);

function Version({ title, words, children }: { title: string; words: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="conflict__side">
      <h3 class="field__hint">{title}</h3>
      <div class="conflict__words">{words === "" ? <span class="secondary">{t("fields.empty")}</span> : words}</div>
      {children}
    </section>
  );
}
