/**
 * Who leads. Whoever moderates may act; somebody who does not lead is asked once before they lead the
 * room, because the other one may be about to do the same.
 */
import { computed, effect, signal } from "@preact/signals";
import { announce } from "../../announce";
import { boot, t } from "../../i18n";
import { cockpit, leads } from "../../live";
import type { Account, CommandName } from "../../wire";
import { dialog, openDialog } from "../opened";

/** act: as pressed; lead: take over first; not: let it be; stale: meanwhile the room has moved on. */
export type How = "act" | "lead" | "not" | "stale";

interface Asked {
  leader: Account;
  settle: (how: "act" | "lead" | "not") => void;
}

/** Milliseconds a change stands there; who leads stays in the head. */
const LASTS = 15_000;

/** What is about the lead itself is asked nobody. */
const FREE: CommandName[] = ["take_over", "hand_over"];

export const leader = computed<Account | null>(() => cockpit.value?.leader ?? null);
export const leadsHere = computed(() => leader.value?.id === boot.page?.account);
export const asked = signal<Asked | null>(null);
/** The last change, for a while. */
export const news = signal("");

/** Whether and how a press may be done; asks where somebody else leads. */
export function howToAct(command: CommandName): Promise<How> | How {
  const now = leader.peek();
  if (!now || leadsHere.peek() || !leads(command) || FREE.includes(command)) return "act";
  return new Promise((resolve) => ask(now, resolve));
}

function ask(now: Account, resolve: (how: How) => void): void {
  const before = dialog.peek();
  const revision = cockpit.peek()?.revision;
  const settle: Asked["settle"] = (how) => {
    asked.value = null;
    if (dialog.peek()?.name === "ask") dialog.value = before;
    resolve(how !== "not" && cockpit.peek()?.revision !== revision ? "stale" : how);
  };
  asked.value = { leader: now, settle };
  openDialog({ name: "ask" });
}

/** Says to both when the lead changes, and takes a question back whose dialog was closed. */
export function watchLead(): void {
  let before: number | null | undefined;
  effect(() => {
    if (!cockpit.value) return;
    const now = leader.value;
    if (before !== undefined && before !== (now?.id ?? null)) tell(now);
    before = now?.id ?? null;
  });
  effect(() => {
    if (dialog.value?.name !== "ask") asked.peek()?.settle("not");
  });
}

function tell(now: Account | null): void {
  const words = now ? (leadsHere.peek() ? t("leading.now_you") : t("leading.now", { name: now.name })) : t("leading.now_nobody");
  announce(words);
  news.value = words;
  setTimeout(() => news.value === words && (news.value = ""), LASTS);
}
