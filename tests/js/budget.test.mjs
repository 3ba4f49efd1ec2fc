// What a phone fetches on its first visit over the hall's network. Needs a built static/dist.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const DIST = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "static", "dist");
const LIMIT = 60_000; // bytes
const manifest = JSON.parse(read("manifest.json"));
const FIRST_VISIT = ["participant.js", "participant.css", "fonts/fira-sans-400-core.woff2", "fonts/fira-sans-600-core.woff2"];

test("the first visit of a phone stays within 60 kB in four requests", () => {
  const sizes = FIRST_VISIT.map((name) => sentSize(manifest[name]));
  const sum = sizes.reduce((total, size) => total + size, 0);
  assert.ok(sum <= LIMIT, `${sizes.join(" + ")} = ${sum} bytes`);
});

test("the phone needs no third weight of the font", () => {
  assert.doesNotMatch(read(manifest["participant.css"]).replace(/@font-face\{[^}]*\}/g, ""), /font-weight:\s*500/);
});

test("built files name no folder of the machine they were built on", () => {
  const built = Object.keys(manifest).filter((name) => /\.(js|css)$/.test(name));
  for (const name of built) assert.doesNotMatch(read(manifest[name]), /\/(home|root|work|tmp|Users)\/|sourceMappingURL/, name);
});

function read(name) {
  return readFileSync(join(DIST, name), "utf8");
}

/** Fonts are compressed already. */
function sentSize(name) {
  const content = readFileSync(join(DIST, name));
  return name.endsWith(".woff2") ? content.length : gzipSync(content, { level: 9 }).length;
}
