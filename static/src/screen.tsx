/**
 * The projector's page: the live picture as large as the window, and a badge when the line drops.
 * It keeps showing the last picture; a blank wall would be worse than an old one.
 */
import { render } from "preact";
import "./css/screen.css";
import { t } from "./i18n";
import { connect, connection, refused, resultsOf, screen } from "./live";
import { Icon } from "./parts/Icon";
import { Stage } from "./stage/Stage";
import { admit, hideCursor, offerFullscreen, takeToken, viewOf } from "./stage/window";

/** No log-in and no link, or one that is wrong or for another room: only the cockpit has the right one. */
const NO_ACCESS = new Set(["not_allowed", "bad_token", "not_found"]);

/** A further screen says in its address what it always shows. */
const VIEW = viewOf(location.search);

function Screen() {
  const picture = screen.value;
  if (refused.value && !picture) return <h1 class="screen__alone">{t(NO_ACCESS.has(refused.value.code) ? "screen.no_access" : "screen.connecting")}</h1>;
  if (!picture) return <h1 class="screen__alone">{t("screen.connecting")}</h1>;
  return (
    <>
      <h1 class="visually-hidden">{picture.workshop.title}</h1>
      <Stage picture={picture} results={picture.live && resultsOf("screen", picture.live.round)} view={VIEW} />
      <Line />
    </>
  );
}

/** Says that the line is down; the sentence is there from load for screen readers. */
function Line() {
  const isDown = connection.value !== "connected";
  return (
    <div role="status">
      {isDown && <p class="screen__badge"><Icon name="wifi-off" /> {t("screen.line_down")}</p>}
    </div>
  );
}

const token = takeToken();
// Pictures are asked for by address, where the token must not stand: a cookie opens them.
void admit(token).then(() => connect({ token }));
hideCursor();
offerFullscreen();
render(<Screen />, document.getElementById("main") as HTMLElement);
