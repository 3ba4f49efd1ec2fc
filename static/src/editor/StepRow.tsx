/** A step in the agenda. The chosen one carries its buttons; every one can be dragged, or moved with Alt+↑/↓. */
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { number, t } from "../i18n";
import { Icon } from "../parts/Icon";
import type { Step } from "../wire";
import { addressOf, chosen, copyStep, isEnded, kindOf, moveStep, removeStep, steps, toFocus } from "./agenda";
import { dragged, startDrag } from "./drag";
import { SmallButton } from "./SmallButton";

interface Props {
  step: Step;
  list: RefObject<HTMLOListElement | null>;
}

export function StepRow({ step, list }: Props) {
  const isChosen = chosen.value?.activity === step.activity;
  const link = useRef<HTMLAnchorElement>(null);
  useFocus(step, isChosen, link);
  return (
    <li class={`agenda__step ${dragLook(step)}`}>
      <div class={`step-row ${isChosen ? "step-row--chosen" : ""}`}>
        <a
          ref={link} class="step-row__link" href={`#${addressOf(step.activity)}`} draggable={false}
          aria-current={isChosen ? "page" : undefined} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onKeyDown={(event) => press(event, step)}
        >
          <span class="step-row__n">{number(step.n)}</span>
          <span class="step-row__words">
            <span class="step-row__title">{step.title}</span>
            <Kind step={step} />
          </span>
          <span class="step-row__minutes">{number(step.minutes)} <span class="secondary">{t("editor.min")}</span></span>
        </a>
        {!isEnded.value && (
          <span class="step-row__handle" title={t("editor.drag")} onPointerDown={(event) => startDrag(event, step, list.current)}>
            <Icon name="drag" />
          </span>
        )}
      </div>
      {isChosen && !isEnded.value && <Tools step={step} />}
    </li>
  );
}

/** The dragged row, and the line where it will stand. */
function dragLook(step: Step): string {
  const drag = dragged.value;
  if (drag?.activity === step.activity) return "agenda__step--moving";
  if (drag?.to !== step.n) return "";
  return `agenda__step--target agenda__step--${drag.from < step.n ? "after" : "before"}`;
}

const Kind = ({ step }: { step: Step }) => (
  <span class="step-row__kind">
    {step.mark === "live" && <b class="step-row__live"><Icon name="live" />{t("editor.is_live")} · </b>}
    {kindOf(step)}
    {step.unfinished && <span class="step-row__unready"> · <Icon name="warning" />{t("editor.unready")}</span>}
  </span>
);

function Tools({ step }: { step: Step }) {
  const last = steps.value.length;
  const title = step.title;
  return (
    <div class="step-tools">
      <SmallButton icon="arrow-up" words={t("editor.move_up", { title })} off={step.n === 1} onClick={() => moveStep(step, step.n - 1)} />
      <SmallButton icon="arrow-down" words={t("editor.move_down", { title })} off={step.n === last} onClick={() => moveStep(step, step.n + 1)} />
      <SmallButton icon="copy" words={t("editor.copy_title", { title })} short={t("editor.copy")} onClick={() => copyStep(step)} />
      <SmallButton icon="trash" words={t("editor.remove_title", { title })} short={t("editor.remove")} onClick={() => removeStep(step)} />
    </div>
  );
}

function press(event: KeyboardEvent, step: Step): void {
  if (isEnded.peek() || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  event.preventDefault();
  toFocus.value = step.activity;
  void moveStep(step, step.n + (event.key === "ArrowUp" ? -1 : 1));
}

/** A row that changes its place is a moved node, and a moved node loses the focus: give it back. */
function useFocus(step: Step, isChosen: boolean, link: RefObject<HTMLAnchorElement | null>): void {
  useEffect(() => {
    if (isChosen) link.current?.scrollIntoView({ block: "nearest" });
    if (toFocus.peek() !== step.activity) return;
    toFocus.value = null;
    link.current?.focus();
  }, [step.n, isChosen]);
}
