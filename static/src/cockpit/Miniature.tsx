/**
 * <Miniature picture={…} results={…} label="…" />: a stage at the size of a stamp, the same component as
 * the wall. It is drawn 960 wide and scaled, because browsers do not set type below 6 px.
 */
import { Stage } from "../stage/Stage";
import type { Results, ScreenPicture } from "../wire";

interface Props {
  picture: ScreenPicture;
  results: Results | null;
  label: string;
  size?: "normal" | "small";
}

export const Miniature = ({ picture, results, label, size = "normal" }: Props) => (
  <div class={`miniature miniature--${size}`} role="img" aria-label={label}>
    <div class="miniature__wall" inert>
      <Stage picture={picture} results={results} />
    </div>
  </div>
);
