/** One's own text with what has happened to it. What is saved can be changed, what is not out yet fetched back. */
import { Button } from "../../parts/Button";
import { Status } from "../../parts/Status";
import { sentence, t } from "../../i18n";
import type { Mine, SendStatus } from "../../wire";

interface Props {
  card: Mine;
  /** What was chosen with it. */
  about?: string;
  status: SendStatus;
  change: () => void;
  takeBack: () => void;
}

export function MyCard({ card, about, status: { phase, saved_at, error }, change, takeBack }: Props) {
  const isOut = phase === "waiting" || phase === "sending" || phase === "failed";
  return (
    <li class={phase === "waiting" || phase === "failed" ? "card card--waiting" : "card"}>
      <p class="card__text">{card.value.text}</p>
      {about && <p class="secondary small">{about}</p>}
      {error && <p class="field__error">{sentence(error)}</p>}
      {card.state === "put_aside" && <p class="secondary small">{t("phone.put_aside")}</p>}
      {card.state === "waiting" && <p class="secondary small">{t("phone.checked_first")}</p>}
      <p class="card__foot">
        <Status phase={phase} at={saved_at} />
        <Button kind="link" onClick={isOut ? takeBack : change}>{t(isOut ? "phone.fetch_back" : "phone.change")}</Button>
      </p>
    </li>
  );
}
