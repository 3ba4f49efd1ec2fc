/** What the room has written, on a phone while one can like it: in an order that stays as it is while one looks. */
import { useRef } from "preact/hooks";
import { t } from "../../i18n";
import { Who } from "../../parts/Who";
import type { InputProps, Row } from "../../wire";
import { Like } from "./Like";
import { byLikes, steady, tops, type Group } from "./steady";

interface Props {
  rows: readonly Row[];
  input: Omit<InputProps, "live">;
  /** What is said of one's own: "Ihre Karte". */
  own: string;
}

export function Others({ rows, input, own }: Props) {
  const order = useRef<number[]>([]);
  const groups = new Map(tops([...rows].sort(byLikes)).map((group) => [group.top.id, group]));
  order.current = steady(order.current, [...groups.keys()]);
  const numbers = new Set(input.mine.map(({ id }) => id));
  const isOwn = ({ top, merged }: Group) => [top, ...merged].some(({ id }) => numbers.has(id));
  return (
    <ul class="others">
      {order.current.map((id) => <Other key={id} group={groups.get(id)!} input={input} own={isOwn(groups.get(id)!) ? own : ""} />)}
    </ul>
  );
}

function Other({ group, input, own }: { group: Group; input: Props["input"]; own: string }) {
  const { top, merged } = group;
  const textId = `text-${top.id}`;
  return (
    <li class="others__one">
      <p id={textId} class="others__text">
        {top.value.text}
        {merged.length > 0 && <span class="secondary"> {t("chart.merged", { count: merged.length })}</span>}
        <Who of={[top, ...merged]} />
      </p>
      {own ? <p class="likes secondary small">{own} · {t("chart.likes", { count: top.likes })}</p> : <Like group={group} textId={textId} input={input} />}
    </li>
  );
}
