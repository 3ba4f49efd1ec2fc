/**
 * <LinkField id="…" label="…" hint="…" linked={…} />: an address to copy, and, where it has one, its QR code.
 * Over plain http a browser has no clipboard: then the address stands there, marked.
 */
import { useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { Button } from "../parts/Button";
import { QrCode } from "../parts/QrCode";
import type { Linked } from "./fetched";

interface Props {
  id: string;
  label: string;
  hint: string;
  linked: Partial<Linked> & { link: string };
}

export function LinkField({ id, label, hint, linked: { link, qr, size } }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(link);
      setSaid(t("cockpit.copied"));
    } catch {
      setSaid(t("cockpit.copy_by_hand"));
    }
  };
  return (
    <div class={`field link-field ${qr ? "link-field--qr" : ""}`}>
      <div class="link-field__words">
        <label class="field__label" for={id}>{label}</label>
        <p class="field__hint" id={`${id}-hint`}>{hint}</p>
        <input ref={field} id={id} class="field__control" readOnly value={link} aria-describedby={`${id}-hint`} onFocus={(event) => event.currentTarget.select()} />
        <p><Button kind="quiet" icon="copy" onClick={copy}>{t("cockpit.copy_link")}</Button> <span role="status">{said}</span></p>
      </div>
      {qr && size && <QrCode path={qr} size={size} label={t("leading.qr_of", { what: label })} />}
    </div>
  );
}
