/**
 * <Stage picture={…} results={…} />: what the room sees. The same component is the
 * screen, the cockpit's miniature and the preview; it draws from a picture and knows no socket.
 */
import { t } from "../i18n";
import type { Results, ScreenPicture } from "../wire";
import { Zoom } from "./Fit";
import { JoinSlide } from "./JoinSlide";
import { EndedSlide, OpeningSlide } from "./PlainSlides";
import { SpeakersStrip } from "./SpeakersStrip";
import { StepSlide } from "./StepSlide";
import { TimerSlide } from "./TimerSlide";

export interface StageProps {
  picture: ScreenPicture;
  results: Results | null;
  /** A view of its own, for a further screen: what it shows does not follow the first one. */
  view?: View;
}

export type View = "join" | "timer" | "";

export function Stage({ picture, results, view = "" }: StageProps) {
  const stage = view && picture.stage !== "ended" ? view : picture.stage;
  const isBlack = stage === "black";
  const zoom = picture.zoom / 100;
  return (
    <Zoom.Provider value={zoom}>
      <div class={`stage stage--${stage}`}>
        <div class="stage__slide" style={{ "--zoom": zoom }}>
          {stage === "timer" ? <TimerSlide picture={picture} /> : <Slide picture={{ ...picture, stage }} results={results} />}
          {picture.speakers && !view && hasRoom(picture) && <SpeakersStrip list={picture.speakers} />}
          {picture.workshop.rehearsal && <strong class="rehearsal stage__rehearsal">{t("common.rehearsal")}</strong>}
          {picture.workshop.rehearsal && !isBlack && <p class="stage__watermark" aria-hidden="true">{t("common.rehearsal")}</p>}
          {picture.workshop.sample && !isBlack && <p class="stage__sample">{t("common.sample")}</p>}
        </div>
      </div>
    </Zoom.Provider>
  );
}

/** How one joins needs the whole wall; on a black one there is nothing. */
const hasRoom = ({ stage }: ScreenPicture): boolean => stage === "step" || stage === "waiting";

function Slide({ picture, results }: StageProps) {
  if (picture.stage === "black") return <p class="visually-hidden">{t("screen.black")}</p>;
  if (picture.stage === "join") return <JoinSlide picture={picture} />;
  if (picture.stage === "ended") return <EndedSlide facts={picture.workshop} />;
  if (picture.stage === "step" && picture.live) return <StepSlide picture={picture} live={picture.live} results={results} />;
  return <OpeningSlide picture={picture} />;
}
