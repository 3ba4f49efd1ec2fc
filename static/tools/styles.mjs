// Two small steps between our style sheets and esbuild:
//  - "kern:tokens" becomes the KERN tokens our own style sheets use, and only those
//    (all of KERN is 35 kB, the tokens in use are less than one);
//  - "fonts:fira" becomes the @font-face rules of the fonts cut by fonts.py;
//  - light-dark(a, b) in tokens.css is written out as plain rules, because phones of 2022
//    know oklch() but not light-dark().
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { UNICODE_RANGES } from "./fonts.mjs";

const require = createRequire(import.meta.url);

export function styles(source, fonts) {
  return {
    name: "styles",
    setup(build) {
      build.onResolve({ filter: /^(kern:tokens|fonts:fira)$/ }, ({ path }) => ({ path, namespace: "styles" }));
      build.onLoad({ filter: /^kern:/, namespace: "styles" }, () => css(kernTokens(join(source, "css"))));
      build.onLoad({ filter: /^fonts:/, namespace: "styles" }, () => css(fontFaces(fonts)));
      build.onLoad({ filter: /tokens\.css$/ }, ({ path }) => ({
        ...css(expandThemes(readFileSync(path, "utf8"))),
        resolveDir: join(source, "css"),
      }));
    },
  };
}

const css = (contents) => ({ contents, loader: "css" });

/** The KERN custom properties reachable from our style sheets. */
function kernTokens(folder) {
  const known = declarations(readFileSync(require.resolve("@kern-ux/native/dist/kern.css"), "utf8"));
  const needed = new Map();
  const need = (text) => {
    for (const [, name] of text.matchAll(/var\((--kern-[\w-]+)/g)) {
      if (needed.has(name)) continue;
      if (!known.has(name)) throw new Error(`${name} is not a KERN token`);
      needed.set(name, known.get(name));
      need(known.get(name));
    }
  };
  for (const name of readdirSync(folder)) need(readFileSync(join(folder, name), "utf8"));
  const lines = [...needed].map(([name, value]) => `${name}: ${value};`);
  return `:root { ${lines.join(" ")} }`;
}

/** The first :root value of each custom property; themes below repeat the names. */
function declarations(text) {
  const found = new Map();
  for (const [, name, value] of text.matchAll(/(--kern-[\w-]+):\s*([^;}]+)[;}]/g)) {
    if (!found.has(name)) found.set(name, value.trim());
  }
  return found;
}

function expandThemes(text) {
  const pairs = [...text.matchAll(/^\s*(--[\w-]+):\s*light-dark\((.*),\s*(\S.*)\);$/gm)];
  const block = (index) => pairs.map((pair) => `${pair[1]}: ${pair[index]};`).join(" ");
  return `${text.replace(/^\s*--[\w-]+:\s*light-dark\(.*\);$/gm, "")}
:root, [data-theme="light"] { color-scheme: light; ${block(2)} }
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { color-scheme: dark; ${block(3)} } }
[data-theme="dark"], :root[data-theme="dark"] { color-scheme: dark; ${block(3)} }
`;
}

function fontFaces(fonts) {
  const faces = Object.keys(fonts).map((name) => {
    const [, weight, part] = name.match(/fira-sans-(\d+)-(\w+)\.woff2$/) ?? [];
    return weight && fontFace(weight, fonts[name], UNICODE_RANGES[part]);
  });
  return faces.filter(Boolean).join("\n");
}

const fontFace = (weight, path, range) => `@font-face {
  font-family: "Fira Sans"; font-weight: ${weight}; font-display: swap;
  src: url("${path}") format("woff2"); unicode-range: ${range}; }`;
