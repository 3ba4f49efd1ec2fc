// Bundles one module of static/src for a test, so that tests run the source as the browser gets it.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "static", "src");

const SHAPE = { bundle: true, format: "esm", jsx: "automatic", jsxImportSource: "preact" };

/** `stubs`: what stands in the place of other modules, as source by their names as imported. */
export async function load(name, stubs = {}) {
  const outfile = join(mkdtempSync(join(tmpdir(), "front-end-")), `${name.replaceAll("/", "-")}.mjs`);
  await build({ entryPoints: [join(SOURCE, name)], outfile, ...SHAPE, plugins: [stubbed(stubs)] });
  return import(pathToFileURL(outfile));
}

/** Several modules of static/src as one, so that they share what they share in the browser. */
export async function loadTogether(names, stubs = {}) {
  const outfile = join(mkdtempSync(join(tmpdir(), "front-end-")), "together.mjs");
  const contents = names.map((name) => `export * from "./${name}";`).join("\n");
  await build({ stdin: { contents, resolveDir: SOURCE, loader: "ts" }, outfile, ...SHAPE, plugins: [stubbed(stubs)] });
  return import(pathToFileURL(outfile));
}

const stubbed = (stubs) => ({
  name: "stubs",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\./ }, ({ path }) => (path in stubs ? { path, namespace: "stubs" } : undefined));
    onLoad({ filter: /./, namespace: "stubs" }, ({ path }) => ({ contents: stubs[path], resolveDir: SOURCE }));
  },
});
