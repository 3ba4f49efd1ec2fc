/** Texts of other steps that were not sent: still on this device, to copy or to let go. */
import { useRef } from "preact/hooks";
import { allDrafts, writeDraft, type Draft } from "../drafts";
import { sentence, t } from "../i18n";
import { phone } from "../live";
import { Button } from "../parts/Button";
import { Status } from "../parts/Status";
import { forget, give, refusals } from "../post";
import type { Sending } from "../outbox";
import type { Live } from "../wire";

interface Kept {
  key: string;
  title: string;
  text: string;
  why: string;
  drop: () => void;
  /** Where its step may still be open: the server decides. */
  send?: () => void;
}

export function Drafts({ live }: { live: Live | null }) {
  const isHere = (round: number) => live?.round === round && live.state === "open";
  const isClosed = (round: number) => live?.round === round && live.state === "closed";
  const drafts = allDrafts().filter((one) => !isHere(one.round)).map((one) => fromDraft(one, isClosed(one.round)));
  const refused = refusals.value.filter((one) => !isHere(one.round) && textOf(one)).map(fromRefusal);
  const kept = [...drafts, ...refused];
  if (kept.length === 0) return null;
  return (
    <section class="drafts">
      {kept.map((one) => <KeptText key={one.key} kept={one} />)}
    </section>
  );
}

function KeptText({ kept }: { kept: Kept }) {
  const field = useRef<HTMLTextAreaElement>(null);
  // Over plain http there is no clipboard: then the text is at least marked.
  const copy = () => (navigator.clipboard ? void navigator.clipboard.writeText(kept.text) : field.current?.select());
  return (
    <div class="card card--draft">
      <h2>{t("phone.kept_draft", { title: kept.title })}</h2>
      {kept.why && <p class="secondary">{kept.why}</p>}
      <textarea ref={field} class="field__control" readOnly rows={3} aria-label={t("status.draft")} value={kept.text} />
      <p class="card__foot">
        <Status phase="draft" />
        <span class="card__actions">
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
  const send = () => (drop(), give({ ...draft, ...answer! }, answer!.value));
  return { key: `draft/${draft.round}/${draft.name}`, title, text, why: "", drop, ...(answer && !isClosed && { send }) };
}

const fromRefusal = (one: Sending): Kept => ({
  key: one.key,
  title: titleOf(one),
  text: textOf(one),
  why: one.error ? sentence(one.error) : "",
  drop: () => forget(one.key),
});

export const titleOf = ({ activity }: Sending): string => phone.value?.steps.find((step) => step.activity === activity)?.title ?? "";

/** Only what was written can be kept as a text. */
export function textOf({ value }: Sending): string {
  if (typeof value === "string") return value;
  const text = (value as { text?: unknown } | null)?.text;
  return typeof text === "string" ? text : "";
}
