// Builds static/src into static/dist: one script and one style sheet per page, named by
// their content, and manifest.json, in which the templates look the names up.
// It must not know what a page does; a new activity file or page needs no line here.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { allActivities, firstActivities, laterActivities } from "./tools/activities.mjs";
import { buildFonts } from "./tools/fonts.mjs";
import { styles } from "./tools/styles.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const SOURCE = join(HERE, "src");
const DIST = join(HERE, "dist");
const PAGES = ["participant", "cockpit", "screen", "editor", "staff", "seat", "observer"];
// The oldest browsers that know oklch() and container queries; older ones cannot show the colours.
const TARGET = ["chrome111", "safari16", "firefox113"];

const fonts = buildFonts(DIST);
const usual = {
  absWorkingDir: dirname(HERE),
  outdir: DIST,
  entryNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  target: TARGET,
  jsx: "automatic",
  jsxImportSource: "preact",
  external: ["fonts/*"],
  legalComments: "eof",
  metafile: true,
  logLevel: "warning",
};
const later = await buildLater();
const built = await Promise.all([
  buildPages(["participant"], firstActivities(SOURCE, later)),
  buildPages(PAGES.filter((page) => page !== "participant"), allActivities(SOURCE)),
]);
const pages = Object.assign(later.names, ...built);
const manifest = { ...pages, ...fonts };
removeStale(new Set(Object.values(pages)));
Object.values(pages).forEach(compress);
copyFileSync(join(SOURCE, "icon.svg"), join(DIST, "icon.svg"));
writeFileSync(join(DIST, "manifest.json"), JSON.stringify(manifest, null, 1) + "\n");

/** The types a phone fetches after its page, as a function of what the page hands it, and their styles. */
async function buildLater() {
  const needs = new Set();
  const result = await esbuild.build({
    ...usual,
    entryPoints: { later: "activities:later" },
    format: "cjs",
    banner: { js: "export default function(require){const module={exports:{}};" },
    footer: { js: "return module.exports}" },
    plugins: [laterActivities(SOURCE, needs), styles(SOURCE, fonts)],
  });
  const names = namesOf(result.metafile);
  return { names, script: names["later.js"], style: names["later.css"], needs: [...needs].sort() };
}

async function buildPages(names, types) {
  const entryPoints = names.map(sourceOf).filter(Boolean);
  const result = await esbuild.build({ ...usual, entryPoints, plugins: [types, styles(SOURCE, fonts)] });
  return namesOf(result.metafile);
}

/** The page's source, or nothing while it is not written yet. */
function sourceOf(page) {
  return [".tsx", ".ts"].map((ending) => join(SOURCE, page + ending)).find(existsSync);
}

/** {"participant.js": "participant-AB12CD34.js", …} */
function namesOf(metafile) {
  const built = Object.keys(metafile.outputs).map((path) => basename(path));
  return Object.fromEntries(built.map((name) => [name.replace(/-[A-Z0-9]{8}\./, "."), name]));
}

/** Removes what earlier builds left, so that an old page cannot be served by accident. */
function removeStale(current) {
  mkdirSync(DIST, { recursive: true });
  const built = readdirSync(DIST).filter((name) => /-[A-Z0-9]{8}\.(js|css)(\.gz)?$/.test(name));
  for (const name of built) if (!current.has(name.replace(/\.gz$/, ""))) rmSync(join(DIST, name));
}

/** Writes name.gz beside it: the server sends that and compresses nothing itself. */
function compress(name) {
  writeFileSync(join(DIST, `${name}.gz`), gzipSync(readFileSync(join(DIST, name)), { level: 9 }));
}
