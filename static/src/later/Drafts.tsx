/** Texts of other steps that were not sent: still on this device, to copy or to let go. Comes after the page. */
import type { ActivityView } from "activities:all";
import { useRef } from "preact/hooks";
import { allDrafts, writeDraft, type Draft } from "../drafts";
import { sentence, t } from "../i18n";
import { Button } from "../parts/Button";
import { Note } from "../parts/Note";
import { Status } from "../parts/Status";
import { forget, give, refusals, status } from "../post";
import type { Sending } from "../outbox";
import { textOf, titleOf } from "../phone/sendings";
import type { Live } from "../wire";
import { handed, handIn, mayHandIn, reopened } from "./late";

interface Kept {
  key: string;
  title: string;
  text: string;
  why: string;
  drop: () => void;
  /** Where its step may still be open: the server decides. */
  send?: () => void;
  /** Where its step is closed: the moderator decides. */
  handIn?: () => void;
}

interface Props {
  live: Live | null;
  /** How its type is drawn. */
  view: ActivityView | undefined;
}

export function Drafts({ live, view }: Props) {
  const isHere = ({ round, kind }: { round: number; kind: string }) =>
    live?.round === round && (live.state === "open" || isAbout(live, view, kind) || reopened.value === round);
  const isClosed = (round: number) => live?.round === round && live.state === "closed";
  const drafts = allDrafts().filter(({ round, answer }) => !isHere({ round, kind: answer?.kind ?? "" })).map((one) => fromDraft(one, isClosed(one.round)));
  const refused = refusals.value.filter((one) => !isHere(one) && textOf(one)).map(fromRefusal);
  const kept = [...drafts, ...refused];
  if (kept.length === 0 && !handed.value) return null;
  return (
    <section class="drafts">
      {live?.round !== reopened.value && <HandedIn />}
      {kept.map((one) => <KeptText key={one.key} kept={one} />)}
    </section>
  );
}

/** Whether it is about the result that is shown now: then its field is there. */
function isAbout({ state, shown }: Live, view: ActivityView | undefined, kind: string): boolean {
  return state === "closed" && shown && view?.After !== undefined && kind !== view.kind;
}

function HandedIn() {
  const { phase, saved_at } = handed.value ? status(handed.value) : { phase: "none" as const, saved_at: null };
  if (phase === "none" || phase === "failed") return null;
  return <Note kind="saved">{t("phone.handed_in", { title: handed.value!.title })} <Status phase={phase} at={saved_at} /></Note>;
}

function KeptText({ kept }: { kept: Kept }) {
  const field = useRef<HTMLTextAreaElement>(null);
  // Over plain http there is no clipboard: then the text is at least marked.
  const copy = () => (navigator.clipboard ? void navigator.clipboard.writeText(kept.text) : field.current?.select());
  return (
    <div class="card card--draft">
      <h2>{t("phone.kept_draft", { title: kept.title })}</h2>
      {kept.why && <p class="secondary">{kept.why}</p>}
      {kept.handIn && <p class="secondary">{t("phone.hand_in_means")}</p>}
      <textarea ref={field} class="field__control" readOnly rows={3} aria-label={t("status.draft")} value={kept.text} />
      <p class="card__foot">
        <Status phase="draft" />
        <span class="card__actions">
          {kept.handIn && <Button kind="link" onClick={kept.handIn}>{t("phone.hand_in")}</Button>}
          {kept.send && <Button kind="link" onClick={kept.send}>{t("phone.send")}</Button>}
          <Button kind="link" onClick={copy}>{t("phone.copy")}</Button>
          <Button kind="link" onClick={kept.drop}>{t("phone.drop_draft")}</Button>
        </span>
      </p>
    </div>
  );
}

function fromDraft(draft: Draft, isClosed: boolean): Kept {
  const drop = () => writeDraft({ ...draft, text: "" });
  const { answer, title, text } = draft;
  const place = { ...draft, kind: answer?.kind ?? "", item: answer?.item ?? "" };
  const send = () => (drop(), give(place, answer!.value));
  const late = mayHandIn(place) && { handIn: () => (drop(), handIn(place, title, answer!.value)) };
  const ways = answer && (isClosed ? late : { send });
  return { key: `draft/${draft.round}/${draft.name}`, title, text, why: "", drop, ...ways };
}

function fromRefusal(one: Sending): Kept {
  const drop = () => forget(one.key);
  const title = titleOf(one);
  const isLate = one.error?.code === "closed" && !one.late && mayHandIn(one);
  const late = isLate && { handIn: () => (drop(), handIn(one, title, one.value)) };
  return { key: one.key, title, text: textOf(one), why: one.error ? sentence(one.error) : "", drop, ...late };
}
