/** The observers' page: what the screen shows, as a picture where there is room and as a text on a phone, and the agenda. */
import { effect, signal } from "@preact/signals";
import { render } from "preact";
import "./css/observer.css";
import { announce } from "./announce";
import { t } from "./i18n";
import { connect, connection, observer, refused, resultsOf, screen } from "./live";
import { Badge } from "./parts/Badge";
import { Icon } from "./parts/Icon";
import { Rehearsal } from "./parts/Rehearsal";
import { Reading } from "./observer/Reading";
import { Stage } from "./stage/Stage";
import { admit, takeToken } from "./stage/window";
import type { ObserverPicture, ScreenPicture } from "./wire";

const NO_ACCESS = new Set(["not_allowed", "bad_link", "not_found"]);

/** A slide of 16 to 9 is readable from about so many pixels. */
const roomy = matchMedia("(min-width: 60rem)");
const isRoomy = signal(roomy.matches);
roomy.addEventListener("change", () => (isRoomy.value = roomy.matches));

function Observer() {
  const picture = screen.value;
  if (refused.value && NO_ACCESS.has(refused.value.code)) return <h1 class="observer__alone">{t("observer.no_access")}</h1>;
  if (!picture) return <h1 class="observer__alone">{t("screen.connecting")}</h1>;
  const results = picture.live && resultsOf("observer", picture.live.round);
  return (
    <div class="observer">
      <Head picture={picture} />
      {isRoomy.value ? <div class="observer__wall"><Stage picture={picture} results={results} /></div> : <Reading picture={picture} results={results} />}
      {observer.value && <Agenda picture={observer.value} />}
    </div>
  );
}

function Head({ picture: { workshop } }: { picture: ScreenPicture }) {
  const isDown = connection.value !== "connected";
  return (
    <header class="observer__head">
      <p class="secondary">{[workshop.organiser, workshop.series].filter(Boolean).join(" · ")}</p>
      <h1>{workshop.title}</h1>
      <p class="secondary">{t("observer.means")} <Rehearsal facts={workshop} /> {workshop.sample && <Badge>{t("common.sample")}</Badge>}</p>
      <p role="status" class="observer__line">{isDown && <><Icon name="wifi-off" /> {t("screen.line_down")}</>}</p>
    </header>
  );
}

const Agenda = ({ picture: { agenda } }: { picture: ObserverPicture }) => (
  <nav class="observer__agenda" aria-labelledby="agenda-title">
    <h2 id="agenda-title">{t("observer.agenda")}</h2>
    <ol>
      {agenda.map(({ activity, n, title, minutes, mark }) => (
        <li key={activity} class={`observer__step observer__step--${mark}`} aria-current={mark === "live" ? "step" : undefined}>
          <span>{n}</span>
          <span>{title}{mark !== "next" && <span class="secondary observer__mark"> {t(`observer.${mark}`)}</span>}</span>
          <span class="secondary">{t("observer.minutes", { count: minutes })}</span>
        </li>
      ))}
    </ol>
  </nav>
);

/** The step is said once it changes; focus stays where it is. */
function speakSteps(): void {
  let told = 0;
  effect(() => {
    const live = screen.value?.live;
    if (live && told && told !== live.activity) announce(t("observer.now_at", { n: live.n, title: live.title }));
    told = live?.activity ?? told;
  });
}

const token = takeToken();
void admit(token).then(() => connect({ token }));
speakSteps();
render(<Observer />, document.getElementById("main") as HTMLElement);
