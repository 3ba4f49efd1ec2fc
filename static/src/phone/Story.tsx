/** What has happened so far: for somebody who joins late, until they have read it; for everybody on the quiet page. */
import { signal } from "@preact/signals";
import { boot, t, time } from "../i18n";
import { me, phone } from "../live";
import { Button } from "../parts/Button";
import type { Decided, Story as StoryOf } from "../wire";

const NAME = `story/${boot.workshop}`;
const wanted = signal(false);
const hasRead = signal(read());

const isLate = (): boolean => (me.value?.joined_at ?? 0) > (phone.value?.story?.since ?? Infinity);

export function Story() {
  const story = phone.value?.story;
  if (!story || !(wanted.value || (isLate() && !hasRead.value))) return null;
  return (
    <section class="card story">
      <h2>{t("phone.story")}</h2>
      <ul>
        {story.held.map(({ n, title, best, given }) => (
          <li key={n}>
            <b>{n} {title}</b>
            {best.length > 0 ? <p>{t("phone.story_best", { what: best.join(", ") })}</p> : given > 0 && !isDecided(story, n) && <p>{t("phone.story_given", { count: given })}</p>}
          </li>
        ))}
      </ul>
      {story.decided.length > 0 && (
        <>
          <h3>{t("phone.story_decided")}</h3>
          <ul>{story.decided.map((one) => <Decision key={one.n} decided={one} />)}</ul>
        </>
      )}
      {story.noted.length > 0 && (
        <>
          <h3>{t("phone.story_noted")}</h3>
          <ul>{story.noted.map((text) => <li key={text}>{text}</li>)}</ul>
        </>
      )}
      <p>{nowWords()}</p>
      <Button onClick={close}>{t("phone.understood")}</Button>
    </section>
  );
}

const isDecided = ({ decided }: StoryOf, n: number): boolean => decided.some((one) => one.n === n);

/** A no is a decision too, and so is none: whoever comes late must not take the proposal for still open. */
function Decision({ decided: { verdict, yes, no, text, advisory } }: { decided: Decided }) {
  const isCounted = verdict === "accepted" || verdict === "rejected";
  return (
    <li>
      <b>{t(`resolution.${verdict}`)}</b>{isCounted && <> · {t("resolution.against", { yes, no })}</>}
      <p class="story__wording">{text}</p>
      {advisory && <p class="secondary">{t("resolution.advisory")}</p>}
    </li>
  );
}

/** The way back to it. */
export const StoryLink = () =>
  phone.value?.story && !wanted.value ? <Button kind="link" onClick={() => (wanted.value = true)}>{t("phone.story")}</Button> : null;

/** What can still be done, and until when. */
function nowWords(): string {
  const live = phone.value?.live;
  if (live?.state !== "open") return t("phone.story_wait");
  const until = live.closes_at ? t("phone.story_until", { time: time(live.closes_at) }) : "";
  return `${t("phone.story_now", { title: live.title })} ${until}`;
}

function close(): void {
  wanted.value = false;
  hasRead.value = true;
  try {
    localStorage.setItem(NAME, "1");
  } catch {
    // Where nothing can be kept it is shown again after a reload.
  }
}

function read(): boolean {
  try {
    return localStorage.getItem(NAME) !== null;
  } catch {
    return false;
  }
}
