/** Slides of one title and one sentence: before the first step, and after the end. */
import { date, t } from "../i18n";
import type { Facts, ScreenPicture } from "../wire";
import { Fit } from "./Fit";
import { lengthOf } from "./words";

export function OpeningSlide({ picture }: { picture: ScreenPicture }) {
  const sentence = picture.stage === "draft" ? t("screen.not_open") : t("screen.soon");
  return <Plain kicker={dayOf(picture.workshop)} title={picture.workshop.title} sentence={sentence} />;
}

export function EndedSlide({ facts }: { facts: Facts }) {
  const where = facts.organiser ? t("screen.results_from", { organiser: facts.organiser }) : t("screen.results_later");
  return <Plain kicker={facts.title} title={t("screen.thanks")} sentence={where} />;
}

const dayOf = (facts: Facts): string =>
  [facts.organiser || facts.series, facts.starts_at && date(facts.starts_at)].filter(Boolean).join(" · ");

const Plain = ({ kicker, title, sentence }: { kicker: string; title: string; sentence: string }) => (
  <Fit class="plain">
    <p class="stage__kicker">{kicker}</p>
    <h2 class={`plain__title plain__title--${lengthOf(title)}`}>{title}</h2>
    <p class="plain__sentence">{sentence}</p>
  </Fit>
);
