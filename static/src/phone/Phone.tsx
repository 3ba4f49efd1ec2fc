/** The whole page of a participant, drawn from the pictures. */
import { activities, arriving, parts } from "activities:all";
import { t } from "../i18n";
import { me, notice, phone, refused, resultsOf } from "../live";
import { Note } from "../parts/Note";
import { Head } from "./Head";
import { Line } from "./Line";
import { LostVotes } from "./LostVotes";
import { Moved } from "./Moved";
import { Story } from "./Story";
import { StepView } from "./StepView";
import { Idle, TurnedAway, Waiting } from "./Idle";
import { inputFor } from "./input";
import { isBehind, seen } from "./typing";

export function Phone() {
  const picture = seen.value;
  const away = notice.value?.code === "removed" ? notice.value : refused.value;
  if (away) return <TurnedAway error={away} />;
  if (me.value?.admitted === false) return <Waiting me={me.value} />;
  if (!picture || !me.value) return <Note icon="clock">{t("phone.connecting")}</Note>;
  const { Called, Ask, Wish, OthersVote, HandOver, Entered, NewDevice, Devices, Drafts } = arriving.value ? {} : parts;
  const live = picture.stage === "ended" || picture.stage === "draft" ? null : picture.live;
  return (
    <div class="phone">
      <Head picture={picture} me={me.value} />
      <Line />
      {isBehind.value && <Moved from={picture.live} to={phone.value} />}
      {Called && <Called />}
      {NewDevice && <NewDevice />}
      {OthersVote && <OthersVote />}
      {Entered && <Entered />}
      <LostVotes live={live} />
      <Story />
      {live ? (
        <StepView key={live.round} live={live} picture={picture} me={me.value} results={resultsOf("phone", live.round)} input={inputFor(live)} />
      ) : (
        <Idle picture={picture} />
      )}
      {Wish && <Wish />}
      {HandOver && <HandOver />}
      {Devices && <Devices />}
      {Ask && <Ask />}
      {Drafts && <Drafts live={live} view={live ? activities[live.type] : undefined} />}
    </div>
  );
}
