/** Below a closed step that asks for texts: whoever comes too late with one can write it all the same. */
import { activities } from "activities:all";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { Button } from "../parts/Button";
import type { Live } from "../wire";
import type { StepInput } from "./input";
import { reopened } from "./late";

export function HandIn({ live, input }: { live: Live; input: StepInput }) {
  if (reopened.value === live.round) return <Field live={live} input={input} />;
  return (
    <div class="hand-in">
      <Button icon="plus" onClick={() => (reopened.value = live.round)}>{t("phone.hand_in_more")}</Button>
      <p class="secondary small">{t("phone.hand_in_decides")}</p>
    </div>
  );
}

function Field({ live, input }: { live: Live; input: StepInput }) {
  const { Input } = activities[live.type]!;
  const section = useRef<HTMLElement>(null);
  // Whoever pressed wants to write; where something is asked first, the focus must not be lost all the same.
  useLayoutEffect(() => (section.current?.querySelector<HTMLElement>("textarea, input:not([type=radio])") ?? section.current)?.focus(), []);
  return (
    <section class="hand-in hand-in--open" ref={section} tabIndex={-1} aria-label={t("phone.hand_in_more")}>
      <p class="secondary">{t("phone.hand_in_decides")}</p>
      <Input live={live} {...input} />
      <Button kind="link" onClick={() => (reopened.value = null)}>{t("phone.hand_in_done")}</Button>
    </section>
  );
}
