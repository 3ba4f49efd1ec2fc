/** The bar that stays: which workshop, whether everything is saved, and the ways out. */
import { boot, sentence, t } from "../i18n";
import { connection } from "../live";
import { Badge } from "../parts/Badge";
import { Icon, type IconName } from "../parts/Icon";
import { Rehearsal } from "../parts/Rehearsal";
import type { Facts } from "../wire";
import { unsaved } from "./saving";

export function Head({ facts }: { facts: Facts }) {
  const series = boot.page?.series;
  return (
    <div class="editor-head">
      <a class="editor-head__back" href={series ? `/series/${series.id}` : "/series"}>
        <Icon name="arrow-left" />{facts.series}
      </a>
      <h1 class="editor-head__title">{facts.title}</h1>
      <Rehearsal facts={facts} />
      {facts.sample && <Badge>{t("common.sample")}</Badge>}
      <SaveState />
      {!facts.rehearsal && <a class="button button--quiet button--small" href={`/w/${facts.id}/rehearsal`}>{t("editor.rehearsal")}</a>}
      <a class="button button--outline button--small" href={`/w/${facts.id}/cockpit`}>{t("editor.to_cockpit")}</a>
    </div>
  );
}

type Look = [kind: "saved" | "sending" | "waiting" | "refused", icon: IconName, words: string];

/** The whole page in one sentence; each field says its own beside it. */
function SaveState() {
  const [kind, icon, words] = look();
  return (
    <p class={`editor-head__state status status--${kind}`} role="status">
      <Icon name={icon} /><span>{words}</span>
    </p>
  );
}

function look(): Look {
  const open = unsaved.value.map(({ edit }) => edit);
  const isUp = connection.value === "connected";
  if (open.some((edit) => edit.phase === "conflict")) return ["refused", "warning", t("editor.unsaved_conflict")];
  const refused = open.find((edit) => edit.phase === "refused");
  if (refused?.error) return ["refused", "warning", t("editor.unsaved_because", { why: sentence(refused.error) })];
  if (!isUp) return ["waiting", "wifi-off", t(open.length ? "editor.unsaved_offline" : "editor.offline")];
  const waiting = open.find((edit) => edit.phase === "waiting");
  if (waiting?.error) return ["waiting", "clock", t("editor.unsaved_because", { why: sentence(waiting.error) })];
  return open.length ? ["sending", "arrows", t("editor.saving")] : ["saved", "tick", t("editor.saved")];
}
