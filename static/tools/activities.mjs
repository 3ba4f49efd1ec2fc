// Resolves the import "activities:all" to the files of static/src/activities, keyed by their names,
// so that a new activity type is drawn without being registered anywhere.
//
// A phone gets the types of FIRST with its page. All others are a second script ("later") that it fetches
// once its line is up, with the parts of the page in later/: a hall's first minute must not carry what the tenth step needs. That script
// holds no second Preact and no second copy of the shared parts; the page's own are handed to it. A style sheet
// that a type's file imports comes with it.
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

/** What opens a workshop; all others come a second later. */
const FIRST = ["info", "words"];

/** For pages that may take their time: every type at once. */
export function allActivities(source) {
  const contents = `${registry(namesIn(source))}\n${partsOf(source)}\nexport const arriving = { value: false };\nexport const fetchLater = async () => {};`;
  return virtual("activities:all", contents, source);
}

/** For the phone: the first types, and a way to fetch the others from the script and the style sheet `later`. */
export function firstActivities(source, later) {
  const hands = later.needs.map((path, i) => `import * as n${i} from ${JSON.stringify(path)};`);
  const table = later.needs.map((path, i) => `${JSON.stringify(path)}: n${i}`);
  const contents = `${hands.join("\n")}
import { signal } from "@preact/signals";
${registry(FIRST)}
const own = { ${table.join(", ")} };
export const parts = {};
export const arriving = signal(true);
const styled = (href) => new Promise((done, failed) => {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: done });
  link.onerror = () => (link.remove(), failed());
  document.head.append(link);
});
export async function fetchLater() {
  const [{ default: make }] = await Promise.all([import("./${later.script}"), styled(new URL("./${later.style}", import.meta.url).href)]);
  const made = make((path) => own[path]);
  Object.assign(activities, made.activities);
  Object.assign(parts, made.parts);
  arriving.value = false;
}`;
  const plugin = virtual("activities:all", contents, source);
  return {
    name: "activities",
    setup(build) {
      plugin.setup(build);
      build.onResolve({ filter: /^\.\/later-[A-Z0-9]{8}\.js$/ }, ({ path }) => ({ path, external: true }));
    },
  };
}

/** For the script `later`: its types and parts; whatever lies outside their folders is asked of the page. */
export function laterActivities(source, needs) {
  const rest = namesIn(source).filter((name) => !FIRST.includes(name));
  const plugin = virtual("activities:later", `${registry(rest)}\n${partsOf(source)}`, source);
  const folders = [join(source, "activities"), join(source, "later")];
  return {
    name: "activities-later",
    setup(build) {
      plugin.setup(build);
      build.onResolve({ filter: /.*/ }, ({ path, resolveDir, kind }) => {
        if (kind === "entry-point" || path.startsWith("activities:") || path.endsWith(".css")) return undefined;
        const isIn = (folder) => !relative(folder, join(resolveDir, path)).startsWith("..");
        const isOwn = path.startsWith(".") && folders.some(isIn);
        if (isOwn) return undefined;
        const name = path.startsWith(".") ? `./${relative(source, join(resolveDir, path))}` : path;
        needs.add(name);
        return { path: name, external: true };
      });
    },
  };
}

function virtual(name, contents, source) {
  const filter = new RegExp(`^${name}$`);
  return {
    name: "activities",
    setup(build) {
      build.onResolve({ filter }, () => ({ path: name, namespace: "activities" }));
      build.onLoad({ filter, namespace: "activities" }, () => ({
        contents,
        resolveDir: source,
        watchDirs: [join(source, "activities"), join(source, "later")],
      }));
    },
  };
}

/** `parts`: all that the files in later/ export. */
function partsOf(source) {
  const names = namesIn(source, "later");
  const imports = names.map((name, i) => `import * as p${i} from "./later/${name}.tsx";`);
  return `${imports.join("\n")}\nexport const parts = {${names.map((_, i) => `...p${i}`).join(", ")}};`;
}

function namesIn(source, folder = "activities") {
  const files = readdirSync(join(source, folder)).filter((name) => name.endsWith(".tsx"));
  return files.map((name) => name.slice(0, -".tsx".length)).sort();
}

function registry(names) {
  const imports = names.map((name, i) => `import * as a${i} from "./activities/${name}.tsx";`);
  const entries = names.map((name, i) => `${JSON.stringify(name)}: a${i}`);
  return `${imports.join("\n")}\nexport const activities = {${entries.join(", ")}};`;
}
