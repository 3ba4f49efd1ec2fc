/** info: something to read. The HTML is made by the server from Markdown and holds no other marks. */
import type { InputProps, Live, ResultProps } from "../wire";

/** Nobody gives anything. */
export const kind = "";

export const Input = ({ live }: InputProps) => <Reading live={live} />;
export const Result = ({ live }: ResultProps) => <Reading live={live} />;

function Reading({ live }: { live: Live }) {
  const { heading, html } = live.ask as { heading: string; html: string };
  return (
    <div class="reading">
      <h2 class={heading ? "" : "visually-hidden"}>{heading || live.title}</h2>
      <div class="reading__text" dangerouslySetInnerHTML={{ __html: html }} />
    </div>
  );
}
