/** A further screen that shows the time: which step, and how long it is still open. */
import type { ComponentChildren } from "preact";
import { serverNow } from "../clock";
import { t } from "../i18n";
import { minutesText } from "../parts/Timer";
import type { ScreenPicture, TimerShown } from "../wire";
import { Fit } from "./Fit";
import { lengthOf } from "./words";

export function TimerSlide({ picture }: { picture: ScreenPicture }) {
  const step = picture.timer;
  if (!step) return <Plain kicker={picture.workshop.title} title={t("screen.no_step")} />;
  return (
    <Plain kicker={t("screen.step_n", { n: step.n })} title={step.title}>
      <Left step={step} />
    </Plain>
  );
}

function Left({ step }: { step: TimerShown }) {
  if (step.state !== "open" || step.closes_at === null) return <p class="clock__words">{stillWords(step)}</p>;
  const left = step.closes_at - serverNow();
  return (
    <p role="timer">
      <b class="clock__left">{minutesText(left)}</b> <span class="clock__words">{leftWords(left)}</span>
    </p>
  );
}

function stillWords(step: TimerShown): string {
  if (step.state !== "draft") return t("screen.closed");
  return step.takes_input ? t("screen.opens_soon") : t("screen.minutes_planned", { count: step.minutes });
}

function leftWords(left: number): string {
  if (left <= 0) return t("timer.over");
  return left <= 60_000 ? t("timer.last_minute") : t("timer.minutes");
}

const Plain = ({ kicker, title, children }: { kicker: string; title: string; children?: ComponentChildren }) => (
  <Fit class="clock">
    <p class="stage__kicker">{kicker}</p>
    <h2 class={`plain__title plain__title--${lengthOf(title)}`}>{title}</h2>
    {children}
  </Fit>
);
