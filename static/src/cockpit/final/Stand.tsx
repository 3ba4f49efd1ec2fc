/** How a secret ballot stands, for those who lead: how many, never who; why there is no result yet, or none ever. */
import { useEffect, useState } from "preact/hooks";
import { announce } from "../../announce";
import { boot, t } from "../../i18n";
import { Icon } from "../../parts/Icon";
import { Note } from "../../parts/Note";
import type { Count, RoundState, Secret } from "../../wire";
import { isTooFew } from "./final";

const USUAL = 10_000; // ms in which a count has come, unless something is in its way

interface Props {
  secret: Secret;
  state: RoundState;
  round: number;
  count: Count;
}

export function Stand({ secret, state, round, count }: Props) {
  return (
    <div class="secret-stand">
      <Words secret={secret} state={state} count={count} />
      {secret.plain && state === "open" && <Note kind="waiting" icon="warning">{t("secret.plain")}</Note>}
      {state === "sealed" && <Listed round={round} print={secret.list} />}
    </div>
  );
}

function Words({ secret, state, count }: Omit<Props, "round">) {
  const { given } = count;
  switch (state) {
    case "open": return <p class="secondary">{t("secret.stand_open", { least: secret.least })}</p>;
    case "closed": return isTooFew(secret, given)
      ? <Note kind="waiting" icon="warning">{given ? t("secret.stand_too_few", { count: given, least: secret.least }) : t("secret.stand_none", { least: secret.least })}</Note>
      : <Counting />;
    case "broken": return <Note kind="error" icon="warning">{t("secret.stand_broken")}</Note>;
    case "annulled": return <Note kind="waiting" icon="warning">{t("secret.is_annulled", { reason: secret.reason })}</Note>;
    default: return null;
  }
}

/** It is counted in a moment; if not, the server tries again by itself, and whoever leads can wait or declare the vote void. */
function Counting() {
  const [isDelayed, setDelayed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setDelayed(true);
      announce(t("secret.stand_delayed"));
    }, USUAL);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Note kind={isDelayed ? "waiting" : "plain"} icon={isDelayed ? "warning" : "clock"}>
      {t(isDelayed ? "secret.stand_delayed" : "secret.stand_counting")}
    </Note>
  );
}

/** The published list of receipts, by its fingerprint. */
function Listed({ round, print }: { round: number; print: string }) {
  return (
    <p class="secret-stand__list small secondary">
      <Icon name="lock" /> {t("secret.list_print", { print: shortOf(print) })}
      {" "}<a href={`/w/${boot.workshop}/ballots/${round}`} target="_blank">{t("secret.list")}</a>
    </p>
  );
}

/** The first twelve digits, in fours: so much can be compared by eye. */
export const shortOf = (print: string): string => print.slice(0, 12).replace(/(.{4})(?=.)/g, "$1 ");
