/** Texts that nobody else sees before the moderator's yes: decided on from wherever the room is, which stays there. */
import { useSignalEffect, useSignal } from "@preact/signals";
import { t } from "../i18n";
import { previewOf } from "../ahead";
import { cockpit } from "../live";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import type { Live, Results, Row, Step } from "../wire";
import { Act, Trouble } from "./Act";
import { textOf } from "./arrange";
import { aboutOf } from "./Card";
import { closeDialog, openDialog } from "./opened";
import { steps } from "./room";

/** In the agenda, at its step; the board says so where that one is live. */
export function WaitingButton({ step }: { step: Step }) {
  if (step.texts_waiting === 0 || step.mark === "live") return null;
  return (
    <button type="button" class="agenda__handed" onClick={() => openDialog({ name: "waiting", activity: step.activity })}>
      <Icon name="clock" /> {t("cockpit.texts_waiting", { count: step.texts_waiting })}
      <span class="visually-hidden"> {t("cockpit.texts_look", { title: step.title })}</span>
    </button>
  );
}

export function WaitingDialog({ activity }: { activity: number }) {
  const step = steps.value.find((one) => one.activity === activity);
  const lane = useLane(activity);
  if (!step) return null;
  const waiting = (lane?.results.rows ?? []).filter(({ state }) => state === "waiting");
  return (
    <>
      <p class="secondary">{step.n} · {step.title}</p>
      <p>{t(step.texts_waiting ? "cockpit.texts_mean" : "cockpit.texts_none")}</p>
      <Trouble place="dialog" />
      <ul class="waiting-texts dialog__scroll">
        {waiting.map((card) => <Text key={card.id} card={card} live={lane!.live} />)}
      </ul>
      <div class="dialog__actions">
        {waiting.length > 1 && (
          <Act place="dialog" command="approve" payload={{ cards: waiting.map(({ id }) => id) }}>{t("cockpit.approve_all", { count: waiting.length })}</Act>
        )}
        <Button onClick={closeDialog}>{t("common.close")}</Button>
      </div>
    </>
  );
}

function Text({ card, live }: { card: Row; live: Live }) {
  const about = aboutOf(card, live);
  return (
    <li>
      {(about || card.late) && <p class="small secondary">{[about, card.late && t("chart.late")].filter(Boolean).join(" · ")}</p>}
      <p class="waiting-texts__text">{textOf(card)}</p>
      <p class="slip__actions">
        <Act place="dialog" command="approve" payload={{ cards: [card.id] }} kind="link" icon="tick" label={`${t("cockpit.approve")}: ${textOf(card)}`}>{t("cockpit.approve")}</Act>
        <Act place="dialog" command="discard" payload={{ card: card.id }} kind="link" icon="trash" label={`${t("cockpit.discard")}: ${textOf(card)}`}>{t("cockpit.discard")}</Act>
      </p>
    </li>
  );
}

interface Lane {
  live: Live;
  results: Results;
}

/** The texts of a step the room is not at come with no picture: they are asked for, again with each new one. */
function useLane(activity: number): Lane | null {
  const lane = useSignal<Lane | null>(null);
  useSignalEffect(() => {
    if (cockpit.value?.version === undefined) return;
    let isWanted = true;
    void previewOf(activity, "screen", () => isWanted).then((seen) => {
      if (seen?.picture.live) lane.value = { live: seen.picture.live, results: seen.cockpit };
    });
    return () => void (isWanted = false);
  });
  return lane.value;
}
