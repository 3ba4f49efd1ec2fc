/** measures: proposals of who should do what; what is agreed stands in the register of measures. */
import "../css/measures.css";
import { useState } from "preact/hooks";
import { Board } from "./cards/Board";
import { pagesOf } from "./measures/pages";
import { Register } from "./measures/Register";
import { Written, newestFirst } from "./writing/Written";
import { serverNow } from "../clock";
import { t } from "../i18n";
import { newKey } from "../key";
import { Base } from "../parts/Base";
import type { InputProps, ResultProps, Row } from "../wire";

interface Option {
  id: string;
  label: string;
}

interface Ask {
  ask: string;
  options: Option[];
}

/** What a person gives here. */
export const kind = "measure";

const WORDS = { add: "measures.add", send: "measures.send", change: "measures.change", take_back: "measures.take_back" };
/** Milliseconds a page of the register stays on the wall. */
const TURN = 15_000;

export function Input(props: InputProps) {
  const { options } = props.live.ask as Ask;
  const { draft } = props;
  // What the texts follow from, where it was chosen here: by item, "" for the new one.
  const [chosen, setChosen] = useState<{ [item: string]: string }>({});
  const own = newestFirst(props.mine);
  const originOf = (item: string): string => chosen[item] ?? own.find((one) => one.item === item)?.value.origin ?? "";
  const valueOf = (text: string, item: string) => ({ text, origin: originOf(item) });
  const choose = (item: string, name: string, origin: string) => {
    setChosen({ ...chosen, [item]: origin });
    const text = draft.read(name);
    if (text) draft.write(name, text, { kind, item: item || newKey(), value: { text: text.trim(), origin } });
  };
  return (
    <div class="cards">
      <Written {...props} kind={kind} name="measure" own={own} note={t("measures.note")} words={WORDS} valueOf={valueOf}
        give={(one) => (setChosen({}), props.give(one))} takeBack={(one) => (setChosen({ "": originOf(one.item ?? "") }), props.takeBack(one))}
        about={(one) => labelOf(options, one.value.origin)}
        beside={(item, name) => options.length > 0 && <Origin options={options} chosen={originOf(item)} choose={(origin) => choose(item, name, origin)} />} />
    </div>
  );
}

interface OriginProps {
  options: Option[];
  chosen: string;
  choose: (origin: string) => void;
}

const Origin = ({ options, chosen, choose }: OriginProps) => (
  <label class="composer__beside">
    <span>{t("measures.origin")}</span>
    <select class="field__control" value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
      <option value="">{t("measures.origin_none")}</option>
      {options.map(({ id, label }) => <option key={id} value={id}>{label}</option>)}
    </select>
  </label>
);

export function Result(props: ResultProps) {
  const { live, results, facts, place } = props;
  const lines = results.register ?? [];
  const rows = results.rows ?? [];
  const pages = place === "screen" ? pagesOf(lines) : [lines];
  const page = pages.length > 1 ? Math.floor(serverNow() / TURN) % pages.length : 0;
  const turns = pages.length > 1 ? t("measures.page", { n: page + 1, of: pages.length }) : "";
  return (
    <>
      {lines.length > 0 && <Register lines={pages[page]} />}
      {lines.length + rows.length === 0 && <p class="result__empty">{t("measures.none")}</p>}
      {rows.length > 0 && (lines.length === 0 ? <Proposals {...props} rows={rows} /> : place !== "screen" && <Folded {...props} rows={rows} />)}
      <Base live={live} results={results} facts={facts} extra={[t("measures.proposals", { count: rows.length }), turns]} />
    </>
  );
}

/** What was proposed, by what it follows from where that can be said. */
function Proposals({ live, rows, place }: ResultProps & { rows: Row[] }) {
  const { options } = live.ask as Ask;
  const asked = rows.map((row) => ({ ...row, value: { text: row.value.text, question: row.value.origin } }));
  const used = options.filter(({ id }) => rows.some((row) => row.value.origin === id));
  const rest = { id: "", label: t(used.length ? "measures.origin_none" : "measures.proposed") };
  const groups = rows.every((row) => row.value.origin) ? used : [...used, rest];
  return <Board rows={asked} themes={[]} questions={groups} place={place} />;
}

/** Once there is a register, the proposals are for those who want to look them up. */
const Folded = (props: ResultProps & { rows: Row[] }) => (
  <details class="proposals">
    <summary>{t("measures.proposals", { count: props.rows.length })}</summary>
    <Proposals {...props} />
  </details>
);

const labelOf = (options: Option[], id: string): string => options.find((option) => option.id === id)?.label ?? "";
