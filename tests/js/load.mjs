// Bundles one module of static/src for a test, so that tests run the source as the browser gets it.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "static", "src");

export async function load(name) {
  const outfile = join(mkdtempSync(join(tmpdir(), "front-end-")), `${name.replaceAll("/", "-")}.mjs`);
  await build({ entryPoints: [join(SOURCE, name)], outfile, bundle: true, format: "esm", jsx: "automatic", jsxImportSource: "preact" });
  return import(pathToFileURL(outfile));
}
