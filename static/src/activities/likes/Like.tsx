/**
 * <Like group={…} textId="text-7" input={…} />: says yes to a text of somebody else, and takes it back. One's own
 * shows the count alone. Who liked something that lies under this text by now has said yes to this one.
 */
import "../../css/likes.css";
import { number, sentence, t } from "../../i18n";
import { Icon } from "../../parts/Icon";
import { Status } from "../../parts/Status";
import type { InputProps } from "../../wire";
import type { Group } from "./steady";

interface Props {
  group: Group;
  /** The element that says which text is meant. */
  textId: string;
  input: Omit<InputProps, "live">;
}

const kind = "like";

export function Like({ group: { top, merged }, textId, input }: Props) {
  const { mine, give, takeBack, status } = input;
  const items = [top, ...merged].map(({ id }) => String(id));
  const liked = mine.filter((one) => one.kind === kind && one.state !== "withdrawn" && items.includes(one.item));
  const isOn = liked.length > 0;
  const toggle = () => (isOn ? liked.forEach(({ item }) => takeBack({ kind, item })) : give({ kind, item: String(top.id), value: true }));
  const { phase, error } = status(kind, liked[0]?.item ?? String(top.id));
  return (
    <p class="likes">
      <button type="button" class="like" aria-pressed={isOn} aria-describedby={textId} onClick={toggle}>
        <Icon name={isOn ? "tick" : "plus"} />
        <span>{t("chart.like")}</span>
        <b aria-hidden="true">{number(top.likes)}</b>
        <span class="visually-hidden">, {t("chart.likes", { count: top.likes })}</span>
      </button>
      {phase === "waiting" && <Status phase={phase} />}
      {error && <span class="field__error">{sentence(error)}</span>}
    </p>
  );
}
