/** The agenda: done, live, looked at, to come; planned and real minutes; when it will end. */
import { boot, t, time } from "../i18n";
import { serverNow } from "../clock";
import { cockpit } from "../live";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import type { Step } from "../wire";
import { openDialog } from "./opened";
import { lookAt, previewed, steps } from "./room";
import { expectedEnd, minutesLate, plannedEnd, realMinutes } from "./times";
import { WaitingButton } from "./WaitingTexts";

export function Agenda() {
  return (
    <nav class="agenda" aria-labelledby="agenda-title">
      <div class="agenda__head">
        <h2 id="agenda-title">{t("cockpit.agenda")}</h2>
        <span class="secondary">{t("cockpit.minutes_head")}</span>
      </div>
      {steps.value.length === 0 && <p class="agenda__none">{t("cockpit.no_steps")}</p>}
      <ol class="agenda__steps">
        {steps.value.map((step) => <Line key={step.activity} step={step} isLookedAt={previewed.value?.activity === step.activity} />)}
      </ol>
      <Foot />
    </nav>
  );
}

function Line({ step, isLookedAt }: { step: Step; isLookedAt: boolean }) {
  const mark = isLookedAt ? "preview" : step.mark;
  return (
    <li class={`agenda__step agenda__step--${step.mark} ${isLookedAt ? "agenda__step--preview" : ""}`}>
      <button type="button" class="agenda__button" data-agenda={step.activity} aria-current={step.mark === "live" ? "step" : undefined}
        aria-pressed={isLookedAt} onClick={() => lookAt(step.activity)}>
        <span class="agenda__n">{step.mark === "done" ? <Icon name="tick" /> : step.n}</span>
        <span class="agenda__title">
          {step.title}
          <Mark step={step} mark={mark} />
        </span>
        <Minutes step={step} />
      </button>
      <WaitingButton step={step} />
    </li>
  );
}

function Mark({ step, mark }: { step: Step; mark: Step["mark"] | "preview" }) {
  if (mark === "preview") return <span class="agenda__mark agenda__mark--preview"><Icon name="eye" /> {t("cockpit.preview")}</span>;
  if (mark === "live") return <span class="agenda__mark agenda__mark--live"><Icon name="live" /> {t("cockpit.is_live")}</span>;
  if (!step.exists) return <span class="agenda__pending secondary"> · {t("cockpit.pending")}</span>;
  if (step.state === "open") return <span class="agenda__mark agenda__mark--open">{t("cockpit.left_open")}</span>;
  return mark === "done" ? <span class="visually-hidden">{t("cockpit.is_done")}</span> : null;
}

function Minutes({ step }: { step: Step }) {
  const now = step.mark === "live" ? serverNow() : 0;
  const real = realMinutes(step, cockpit.value?.now ?? now, now);
  return (
    <span class="agenda__minutes">
      <span class="visually-hidden">{t("cockpit.planned")} </span>{step.minutes}
      {real !== null && <> / <span class="visually-hidden">{t("cockpit.real")} </span><b>{real}</b></>}
    </span>
  );
}

function Foot() {
  const picture = cockpit.value;
  if (!picture) return null;
  return (
    <div class="agenda__foot">
      {picture.workshop.state === "open" && <Ends />}
      {picture.workshop.ended_at && picture.workshop.state === "ended" && (
        <p class="agenda__ends">{t("cockpit.ended_at", { time: time(picture.workshop.ended_at) })}</p>
      )}
      <p class="agenda__links">
        <a href={`/w/${boot.workshop}/edit`}>{t("cockpit.edit")}</a>
        <a href={`/w/${boot.workshop}/summary`}>{t("cockpit.results")}</a>
        {picture.workshop.state === "open" && <Button kind="link" onClick={() => openDialog({ name: "end" })}>{t("cockpit.end")}</Button>}
      </p>
    </div>
  );
}

/** Late by less than this is the jitter of whole minutes. */
const LATE = 2;

function Ends() {
  const picture = cockpit.value;
  if (!picture) return null;
  const plan = plannedEnd(picture);
  const end = expectedEnd(picture.steps, picture.live, serverNow(), picture.now);
  const late = minutesLate(plan, end);
  return (
    <>
      <dl class="agenda__ends">
        {plan !== null && <div><dt>{t("cockpit.end_planned")}</dt><dd>{time(plan)}</dd></div>}
        {late < LATE && <div><dt>{t("cockpit.end_expected")}</dt><dd><b>{time(end)}</b></dd></div>}
      </dl>
      {late >= LATE && <p class="agenda__late">{t("cockpit.end_late", { count: late, time: time(end) })}</p>}
    </>
  );
}
