/** What the list of speakers means to the page: whose turn it is, and what is said when somebody asks. */
import { computed, effect } from "@preact/signals";
import { announce } from "../../announce";
import { t } from "../../i18n";
import { cockpit } from "../../live";
import type { Speakers, Speech } from "../../wire";
import { act } from "../doing";

const NOBODY: Speakers = { open: false, shown: false, limit: 0, speaking: null, waiting: [], spoken: [] };

export const speakers = computed<Speakers>(() => cockpit.value?.speakers ?? NOBODY);
export const isRunning = computed(() => cockpit.value?.workshop.state === "open");

/** Gives the floor to who has waited longest. */
export function callNext(): unknown {
  const next = speakers.value.waiting[0];
  return next && isRunning.value && act("beside", "call_speaker", { speech: next.id });
}

/** Says who asks to speak, once each. */
export function announceSpeakers(): void {
  let known: ReadonlySet<number> | null = null;
  effect(() => {
    if (!cockpit.value) return;
    const { waiting } = speakers.value;
    const fresh: Speech | undefined = known ? waiting.find(({ id }) => !known?.has(id)) : undefined;
    if (fresh) announce(t("speakers.asks", { name: fresh.name }));
    known = new Set(waiting.map(({ id }) => id));
  });
}
