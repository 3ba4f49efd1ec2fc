/** info: something to read. The HTML is made by the server from Markdown and holds no other marks. */
import { boot } from "../i18n";
import { Bars } from "../parts/Bars";
import type { InputProps, Live, ResultProps } from "../wire";

interface Ask {
  heading: string;
  html: string;
  /** What stands behind the chart. */
  after: string;
  picture: { hash: string; alt: string; width: number; height: number } | null;
  chart: { head: string[]; rows: { label: string; text: string; value: number }[] } | null;
}

/** Nobody gives anything. */
export const kind = "";

export const Input = ({ live }: InputProps) => <Reading live={live} />;
export const Result = ({ live }: ResultProps) => <Reading live={live} />;

function Reading({ live }: { live: Live }) {
  const { heading, html, after, picture, chart } = live.ask as Ask;
  return (
    <div class="reading">
      <h2 class={heading ? "" : "visually-hidden"}>{heading || live.title}</h2>
      {picture && (
        <img
          class="reading__picture" src={`/w/${boot.workshop}/pictures/${picture.hash}`} alt={picture.alt}
          width={picture.width} height={picture.height}
        />
      )}
      <Text html={html} />
      {chart && <Chart chart={chart} />}
      <Text html={after} />
    </div>
  );
}

const Text = ({ html }: { html: string }) =>
  html ? <div class="reading__text" dangerouslySetInnerHTML={{ __html: html }} /> : null;

const Chart = ({ chart: { head, rows } }: { chart: NonNullable<Ask["chart"]> }) => (
  <div class="result" style={{ "--signs": Math.max(...rows.map(({ text }) => text.length)) }}>
    <p class="reading__measure" aria-hidden="true">{head[1]}</p>
    <Bars
      rows={rows.map(({ label, text, value }, id) => ({ id, label, text, count: value, lead: true }))} marks="bars"
      caption={head.join(", ")}
    />
  </div>
);
