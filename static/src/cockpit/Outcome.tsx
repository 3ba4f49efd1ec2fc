/** The result of the live step for those who lead; the room sees it only when it is revealed. */
import { activities } from "activities:all";
import { t } from "../i18n";
import { Groups } from "../later/Groups";
import { Act } from "./Act";
import type { CockpitPicture, Live, Results } from "../wire";

interface Props {
  live: Live;
  results: Results;
  picture: CockpitPicture;
}

export function Outcome({ live, results, picture }: Props) {
  const Result = activities[live.type]?.Result;
  if (!Result) return null;
  return (
    <div class="outcome panel" tabIndex={0} role="group" aria-label={t("cockpit.result")}>
      {!live.shown && live.takes_input && <p class="outcome__private secondary small">{t("cockpit.only_here")}</p>}
      <ByGroups live={live} picture={picture} />
      <div class="result"><Result live={live} results={results} facts={picture.workshop} place="page" />
        {results.groups && <Groups groups={results.groups} title={live.title} />}
      </div>
    </div>
  );
}

/** By groups or not, where the result could be; the server says whether it may. */
function ByGroups({ live, picture }: Omit<Props, "results">) {
  const groups = picture.steps.find(({ activity }) => activity === live.activity)?.groups ?? null;
  if (groups === null) return null;
  return (
    <p class="outcome__groups">
      <Act place="actions" command="break_down" kind="link" payload={{ activity: live.activity, on: !groups }}>
        {t(groups ? "cockpit.not_by_groups" : "cockpit.by_groups")}
      </Act>
    </p>
  );
}
