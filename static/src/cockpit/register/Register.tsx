/** <Register place="board" />: the register of measures to edit, field by field, with a line for the next one. */
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n";
import { cockpit } from "../../live";
import { Button } from "../../parts/Button";
import { Note } from "../../parts/Note";
import type { CockpitPicture, Measure } from "../../wire";
import { act, type Place } from "../doing";
import { liveStep } from "../room";
import { Row } from "./Row";
import { saving } from "./saving";

export function Register({ place }: { place: Place }) {
  const picture = cockpit.value;
  const list = useId();
  const rows = useSteadyFocus();
  if (!picture) return null;
  const { measures, departments } = picture;
  return (
    <div class="register-edit">
      <Orphans measures={measures} />
      {measures.length > 0 && <Heads />}
      <ol class="measures" ref={rows} aria-label={t("register.title")}>
        {measures.map((measure, i) => (
          <Row key={measure.id} measure={measure} n={i + 1} count={measures.length} list={list} origin={originOf(measure, picture)} place={place} />
        ))}
      </ol>
      <Add place={place} isFirst={measures.length === 0} />
      <datalist id={list}>{departments.map((one) => <option key={one} value={one} />)}</datalist>
    </div>
  );
}

const HEADS = ["what", "responsible", "involved", "due", "status"] as const;

/** Above the columns, where there are columns; each field has its own label besides. */
const Heads = () => (
  <p class="measure measure--heads small secondary" aria-hidden="true">
    <span />
    {HEADS.map((field) => <span key={field}>{t(`measures.${field}`)}</span>)}
    <span />
  </p>
);

/** The next measure is a line and Enter; who and until when follow in its row. */
function Add({ place, isFirst }: { place: Place; isFirst: boolean }) {
  const [what, setWhat] = useState("");
  const add = async (event: Event) => {
    event.preventDefault();
    if (!what.trim()) return;
    const step = liveStep.peek();
    const answer = await act(place, "add_measure", { activity: step?.type === "measures" ? step.activity : null, what });
    if (answer && "ok" in answer) setWhat((now) => (now === what ? "" : now));
  };
  return (
    <form class="measure-add" onSubmit={add}>
      <input class="field__control" autocomplete="off" maxLength={500} value={what} aria-label={t("register.add_label")}
        placeholder={t(isFirst ? "register.add_first" : "register.add_label")} onInput={(event) => setWhat(event.currentTarget.value)} />
      <Button type="submit" kind="quiet" icon="plus">{t("register.add")}</Button>
    </form>
  );
}

/** What was typed for a measure that somebody else removed meanwhile: still here, to be copied or given up. */
function Orphans({ measures }: { measures: Measure[] }) {
  const lost = saving.unsaved.value.filter(({ place }) => !measures.some(({ id }) => id === place.measure));
  return (
    <>
      {lost.map(({ place, edit }) => (
        <Note key={`${place.measure}/${place.field}`} kind="waiting" icon="warning"
          action={<Button kind="link" onClick={() => saving.discard(place)}>{t("register.discard")}</Button>}>
          {t("register.lost", { text: String(edit.value) })}
        </Note>
      ))}
    </>
  );
}

/** A row that is moved under somebody's hands takes the focus along. */
function useSteadyFocus() {
  const list = useRef<HTMLOListElement>(null);
  const before = document.activeElement as HTMLElement | null;
  useLayoutEffect(() => {
    if (before !== document.activeElement && list.current?.contains(before)) before?.focus();
  });
  return list;
}

/** The theme or line it follows from, if it can still be found. */
function originOf({ origin }: Measure, { themes, live }: CockpitPicture): string {
  if (!origin) return "";
  const theme = Object.values(themes).flat().find(({ id }) => `theme:${id}` === origin);
  const options: { id: string; label: string }[] = live?.ask?.options ?? [];
  return theme?.title ?? options.find(({ id }) => id === origin)?.label ?? "";
}
