// Cuts Fira Sans out of the KERN package: a small part that every page needs, a second one
// that a browser fetches only when a name needs it, and whole fonts for the PDF.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const VENV_PYTHON = join(HERE, "..", "..", ".venv", "bin", "python");

/** "core" is what German, English and our signs need; "more" is the rest of Latin. */
export const UNICODE_RANGES = {
  core:
    "U+20-7E, U+A0, U+A7, U+AB, U+B0, U+B7, U+BB, U+C4, U+D6, U+D7, U+DC, U+DF, U+E4, U+E9, U+F6, U+FC, " +
    "U+2013, U+2014, U+2018-201A, U+201C-201E, U+2022, U+2026, U+20AC, U+2190, U+2192, U+2194, U+2212, U+2264, U+2265",
  more:
    "U+A1-A6, U+A8-AA, U+AC-AF, U+B1-B6, U+B8-BA, U+BC-C3, U+C5-D5, U+D8-DB, U+DD-DE, U+E0-E3, U+E5-E8, " +
    "U+EA-F5, U+F7-FB, U+FD-24F, U+1E00-1EFF, U+2030, U+2039, U+203A, U+2191, U+2193, U+2260",
};

/** Returns {"fonts/fira-sans-400-core.woff2": "fonts/fira-sans-400-core-1A2B3C4D.woff2", …}. */
export function buildFonts(dist) {
  const target = join(dist, "fonts");
  const listing = join(target, "fonts.json");
  const stamp = stampOf();
  const before = existsSync(listing) ? JSON.parse(readFileSync(listing, "utf8")) : {};
  if (before.stamp === stamp) return before.fonts;
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const fonts = cut(target);
  writeFileSync(listing, JSON.stringify({ stamp, fonts }, null, 1));
  return fonts;
}

/** Changes when the package, the ranges or the cutting change; cutting takes some seconds. */
function stampOf() {
  const parts = [packageVersion(), JSON.stringify(UNICODE_RANGES), readFileSync(join(HERE, "fonts.py"), "utf8")];
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);
}

function packageVersion() {
  const file = join(packageFolder(), "package.json");
  return JSON.parse(readFileSync(file, "utf8")).version;
}

function packageFolder() {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve("@kern-ux/native/dist/kern.css")), "..");
}

function cut(target) {
  const source = join(packageFolder(), "dist", "fonts", "fira-sans");
  const request = JSON.stringify({ source, target, ranges: UNICODE_RANGES });
  const python = process.env.PYTHON ?? (existsSync(VENV_PYTHON) ? VENV_PYTHON : "python3");
  const run = spawnSync(python, [join(HERE, "fonts.py")], { input: request, encoding: "utf8" });
  if (run.status === 0) return JSON.parse(run.stdout);
  throw new Error(`The fonts could not be cut (needs fonttools[woff] in ${python}):\n${run.stderr ?? run.error}`);
}
