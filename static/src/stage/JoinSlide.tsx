/** The join slide: how to get in, and how many are. The code is the largest word. */
import { date, number, t } from "../i18n";
import { QrCode } from "../parts/QrCode";
import { Squares, marksOf } from "../parts/Squares";
import type { Facts, ScreenPicture } from "../wire";
import { Fit } from "./Fit";
import { lengthOf } from "./words";

interface Props {
  picture: ScreenPicture;
}

export function JoinSlide({ picture }: Props) {
  const { join } = picture;
  return join && (
    <div class="join">
      <Fit class="join__left">
        <div>
          <p class="stage__kicker">{placeAndDay(picture.workshop)}</p>
          <h2 class={`join__title join__title--${lengthOf(picture.workshop.title)}`}>{picture.workshop.title}</h2>
        </div>
        <div>
          <p class="join__how">{t("screen.scan_or_type")}</p>
          <p class="join__host">{join.host}</p>
        </div>
        <Here picture={picture} />
      </Fit>
      <div class="join__right">
        <QrCode path={join.qr} size={join.size} label={t("screen.qr")} />
        <p class="join__code">
          <span class="join__code-word">{t("screen.code")}</span> {join.code}
        </p>
      </div>
    </div>
  );
}

/** "Landkreis Coburg · 23. Januar 2017" */
const placeAndDay = (facts: Facts): string =>
  [facts.organiser || facts.series, facts.starts_at && date(facts.starts_at)].filter(Boolean).join(" · ");

/** Who is there is the stored attendance; a phone that sleeps takes nobody away. */
function Here({ picture }: Props) {
  const { here, of, guests } = picture.seats;
  if (!of) return <div class="join__here"><p><b>{number(guests)}</b> {t("screen.people_here", { count: guests })}</p></div>;
  return (
    <div class="join__here" style={{ "--seats": of }}>
      <p>
        <b>{number(here)}</b> {t("screen.seats_here", { of, what: picture.workshop.seats_called || t("common.of_seats") })}
        {guests > 0 && <span class="secondary"> · {t("screen.guests", { count: guests })}</span>}
      </p>
      <Squares marks={marksOf({ filled: Math.min(here, of), outlined: of - here })} />
    </div>
  );
}
