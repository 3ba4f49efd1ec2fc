/** The line in the foot in which a decision, a measure, a note or a topic is written down, whatever is live. */
import { t } from "../../i18n";
import { Icon } from "../../parts/Icon";
import { FIELD, KINDS, choose, kind, leaveLine, save, savedAs, text, type, type Kind } from "./line";

/** What a measure may be long; the other kinds are cut at the server's 500, too. */
const LONGEST = 500;

export function CaptureLine() {
  const submit = (event: Event) => {
    event.preventDefault();
    void save();
  };
  return (
    <form class="capture" aria-label={t("capture.line")} onSubmit={submit}>
      <Kinds />
      <label class="capture__field">
        <span class="visually-hidden">{t("capture.label", { kind: t(`capture.kind_${kind.value}`) })}</span>
        <input id={FIELD} class="capture__text" autocomplete="off" maxLength={LONGEST} value={text.value} placeholder={hint()}
          onInput={(event) => type(event.currentTarget.value)} onKeyDown={pressInField} />
      </label>
      {text.value.trim() ? <button class="capture__send" type="submit" aria-label={t("capture.save")} title={t("capture.save")}><Icon name="tick" /></button> : null}
    </form>
  );
}

/** The empty field says what the last one has become, else what belongs here. */
function hint(): string {
  const saved = savedAs.value;
  return saved ? t("capture.saved", { kind: t(`capture.kind_${saved}`) }) : t(`capture.hint_${kind.value}`);
}

function pressInField(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  event.preventDefault();
  leaveLine();
}

/** Side by side where there is room, else a list to choose from: the style sheet shows one of them. */
const Kinds = () => (
  <>
    <fieldset class="capture__kinds">
      <legend class="visually-hidden">{t("capture.kind")}</legend>
      {KINDS.map((one) => <KindChoice key={one} which={one} />)}
    </fieldset>
    <select class="capture__select" aria-label={t("capture.kind")} value={kind.value} onChange={(event) => choose(event.currentTarget.value as Kind)}>
      {KINDS.map((one) => <option key={one} value={one}>{t(`capture.kind_${one}`)}</option>)}
    </select>
  </>
);

/** Who points at a kind wants to type; the arrow keys only choose. */
function KindChoice({ which }: { which: Kind }) {
  const pointed = (event: MouseEvent) => {
    if ((event as PointerEvent).pointerType) document.getElementById(FIELD)?.focus();
  };
  return (
    <label class="capture__kind" onClick={pointed}>
      <input type="radio" class="visually-hidden" name="capture-kind" value={which} checked={kind.value === which} onChange={() => choose(which)} />
      {t(`capture.kind_${which}`)}
    </label>
  );
}
