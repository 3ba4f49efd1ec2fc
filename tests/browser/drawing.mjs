// Writes the script of a page that draws the result of any type: draw(type, props) → what it says.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { allActivities } from "../../static/tools/activities.mjs";

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "static", "src");
const contents = `
import { activities } from "activities:all";
import { h, render } from "preact";
window.draw = (type, props) => {
  const room = document.createElement("main");
  document.body.replaceChildren(room);
  render(h(activities[type].Result, props), room);
  for (const folded of room.querySelectorAll("details")) folded.open = true;
  return room.innerText.replaceAll("\\u00a0", " ");
};`;
const made = await build({
  stdin: { contents, resolveDir: SOURCE, loader: "tsx" }, bundle: true, write: false, format: "iife", charset: "utf8",
  jsx: "automatic", jsxImportSource: "preact", loader: { ".css": "empty" }, plugins: [allActivities(SOURCE)],
});
process.stdout.write(made.outputFiles[0].text);
