/** After the ballot: a tick and the code. No time, and nothing of the choice. */
import { useEffect, useRef, useState } from "preact/hooks";
import { announce } from "../../announce";
import { boot, t } from "../../i18n";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { Note } from "../../parts/Note";
import { Squares, marksOf } from "../../parts/Squares";
import type { Count, Live, RoundState } from "../../wire";

/** "" where the receipt is on another device. */
export function Receipt({ live, code, count }: { live: Live; code: string; count: Count | null }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The controls that had the focus are gone; without this it would be nowhere.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  if (live.state === "annulled") return <Note icon="lock">{t("secret.cast_for_nothing")}</Note>;
  const listed = `/w/${boot.workshop}/ballots/${live.round}`;
  return (
    <section class="receipt">
      <p class="receipt__tick"><Icon name="tick" /></p>
      <h2 class="receipt__title" tabIndex={-1} ref={heading}>{t(code ? "secret.in_box" : "secret.elsewhere")}</h2>
      <p class="secondary">{t(wordsFor(live.state, code))}</p>
      {code && (
        <div class="receipt__card card">
          <p class="secondary" id="receipt-label">{t("secret.receipt")}</p>
          <p class="receipt__code" aria-labelledby="receipt-label receipt-code"><span id="receipt-code">{code}</span></p>
          <p>{t(live.state === "sealed" ? "secret.receipt_listed" : "secret.receipt_means")}</p>
          <Copy code={code} />
          <p class="small secondary">{t("secret.write_down")}</p>
        </div>
      )}
      {count && live.state === "open" && <Counted count={count} />}
      <p class="receipt__links">
        <a href={listed} target="_blank">{t("secret.check")}</a>
        <a href="/secrecy" target="_blank">{t("secret.how")}</a>
      </p>
    </section>
  );
}

/** What becomes of the ballot; a disturbed vote is never counted. */
function wordsFor(state: RoundState, code: string): string {
  if (state === "broken") return "secret.never_counted";
  if (state === "sealed") return "secret.was_counted";
  return code ? "secret.will_count" : "secret.elsewhere_means";
}

function Copy({ code }: { code: string }) {
  const [isCopied, setCopied] = useState(false);
  // Over plain http there is no clipboard; then it is written down by hand.
  if (!navigator.clipboard) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(code).catch(() => {});
    setCopied(true);
    announce(t("secret.copied"));
  };
  return <Button icon={isCopied ? "tick" : "copy"} size="wide" onClick={copy}>{t(isCopied ? "secret.copied" : "secret.copy")}</Button>;
}

function Counted({ count }: { count: Count }) {
  return (
    <div class="receipt__count">
      <p><b>{t("secret.count", { given: count.given, of: count.of })}</b> <span class="secondary">{t("secret.running")}</span></p>
      <Squares marks={marksOf({ filled: count.given, outlined: count.of - count.given })} />
      <p class="secondary small">{t("secret.nobody_sees")}</p>
    </div>
  );
}
