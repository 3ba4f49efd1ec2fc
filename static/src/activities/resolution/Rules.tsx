/** What a resolution is decided by, in words: for the phone before one votes, and below every result. */
import { t } from "../../i18n";

/** What was frozen when it opened. */
export interface Ask {
  rule?: "simple" | "absolute" | "two_thirds" | "own";
  share?: string;
  of?: "votes" | "given" | "present" | "seats";
  /** "half", a share, or "" for none. */
  quorum?: string;
  advisory?: boolean;
}

/** "einfache Mehrheit: mehr Ja als Nein, Enthaltungen zählen nicht mit" */
export const ruleWords = ({ rule = "simple", share = "", of = "votes" }: Ask): string =>
  t(`resolution.rule_${rule === "own" ? `own_${of}` : rule}`, { share });

/** Rule, quorum and what it binds: all that is known before anybody votes. */
export function Rules({ ask }: { ask: Ask }) {
  const quorum = ask.quorum && (ask.quorum === "half" ? t("resolution.quorum_if_half") : t("resolution.quorum_if", { share: ask.quorum }));
  const words = [ruleWords(ask), quorum, ask.advisory && t("resolution.advisory")].filter(Boolean);
  return <p class="secondary small">{words.join(" · ")}</p>;
}
