/** A secret step on the phone: the ballot, its way to the box, the receipt. Comes after the page, with the types of step. */
import { useEffect } from "preact/hooks";
import "../css/ballot.css";
import { announce } from "../announce";
import { sentence, t } from "../i18n";
import { connection } from "../live";
import { Icon } from "../parts/Icon";
import { Note } from "../parts/Note";
import type { Count, Live, Me, Results } from "../wire";
import { Choose } from "./ballot/Choose";
import { Receipt } from "./ballot/Receipt";
import { Warnings } from "./ballot/Warnings";
import { look, standingOf, type Standing } from "./ballot/standing";

interface Props {
  live: Live;
  me: Me;
  results: Results | null;
}

export function Ballot({ live, me, results }: Props) {
  const standing = standingFor(live, me);
  const isUp = connection.value === "connected";
  useEffect(() => {
    if (me.participant && isUp && live.state !== "draft" && me.capacity !== "guest") void look(live.round);
  }, [live.round, live.state, me, isUp]);
  useEffect(() => {
    const words = SAID[standing.phase];
    if (words) announce(t(words));
  }, [standing.phase]);
  if (live.state === "draft") return <Note icon="clock">{t("phone.not_open")}</Note>;
  if (me.capacity === "guest") return <><Note icon="people">{t("phone.seats_only")}</Note><Ended live={live} /></>;
  return <><Ended live={live} /><Now live={live} me={me} standing={standing} count={results?.count ?? null} /></>;
}

/** What a screen reader hears when it changes; the rest has the focus or an alert. */
const SAID: { [phase in Standing["phase"]]?: string } = { sending: "secret.sending", waiting: "secret.waiting", cast: "secret.in_box" };

/** In the editor's preview nobody is asked. */
function standingFor(live: Live, me: Me): Standing {
  const standing = standingOf(live.round);
  return !me.participant && standing.phase === "asking" ? { ...standing, phase: "choose" } : standing;
}

function Now({ live, me, standing, count }: { live: Live; me: Me; standing: Standing; count: Count | null }) {
  const { phase, code, error } = standing;
  switch (phase) {
    case "asking": return <Note icon="clock">{t("secret.asking")}</Note>;
    case "sending": return <p class="ballot__sending"><Icon name="arrows" /> {t("secret.sending")}</p>;
    case "waiting": return <Note kind="waiting" icon="clock">{t("secret.waiting")}</Note>;
    case "cast": return <Receipt live={live} code={code} count={count} />;
    case "elsewhere": return <Receipt live={live} code="" count={count} />;
    case "missed": return <Note kind="waiting" icon="warning"><span role="alert">{t("secret.missed")}</span></Note>;
    case "closed": return live.state === "open" ? null : <Note icon="lock">{t("secret.not_cast")}</Note>;
    case "barred": return <><Note kind="waiting" icon="warning">{sentence(error!)}</Note><Warnings secret={live.secret} /></>;
    case "choose": return live.state === "open" ? <Choose live={live} me={me} standing={standing} count={countWords(count)} /> : null;
  }
}

const countWords = (count: Count | null): string => (count ? t("secret.still_open", { given: count.given, of: count.of }) : "");

/** What became of the round; its result stands below once it is shown. */
function Ended({ live }: { live: Live }) {
  if (live.state === "closed") return <Note icon="clock">{t("secret.is_closed")}</Note>;
  if (live.state === "sealed" && !live.shown) return <Note icon="lock">{t("secret.is_sealed")}</Note>;
  if (live.state === "broken") return <Note kind="waiting" icon="warning">{t("secret.is_broken")}</Note>;
  if (live.state === "annulled") return <Note kind="waiting" icon="warning">{t("secret.is_annulled", { reason: live.secret?.reason ?? "" })}</Note>;
  return null;
}
