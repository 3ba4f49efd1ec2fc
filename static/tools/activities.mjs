// Resolves the import "activities:all" to every file of static/src/activities, keyed by its
// name, so that a new activity type is drawn without being registered anywhere.
import { readdirSync } from "node:fs";
import { join } from "node:path";

export function activities(source) {
  const folder = join(source, "activities");
  return {
    name: "activities",
    setup(build) {
      build.onResolve({ filter: /^activities:all$/ }, () => ({ path: "all", namespace: "activities" }));
      build.onLoad({ filter: /.*/, namespace: "activities" }, () => ({
        contents: registry(namesIn(folder)),
        resolveDir: folder,
        watchDirs: [folder],
      }));
    },
  };
}

function namesIn(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith(".tsx"));
  return files.map((name) => name.slice(0, -".tsx".length)).sort();
}

function registry(names) {
  const imports = names.map((name, i) => `import * as a${i} from "./${name}.tsx";`);
  const entries = names.map((name, i) => `${JSON.stringify(name)}: a${i}`);
  return `${imports.join("\n")}\nexport const activities = {${entries.join(", ")}};`;
}
