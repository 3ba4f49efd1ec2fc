import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { load } from "./load.mjs";

mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
const said = [];
globalThis.document = { getElementById: () => ({ set textContent(text) { said.push({ text, at: Date.now() }); } }) };

const signals = (names) => `import { signal } from "@preact/signals";
  ${Object.entries(names).map(([name, value]) => `export const ${name} = globalThis.${name} = signal(${value});`).join("\n")}`;
const { announceRoom } = await load("cockpit/announcing.ts", {
  "../i18n": `export const t = (key, { given, n } = {}) => [key, n, given].filter((one) => one !== undefined).join(" ");`,
  "../live": signals({ cockpit: "{ workshop: {} }", notice: "null" }),
  "../stage/words": `export const countedAs = () => "Sitze";`,
  "./room": signals({ liveStep: "null", steps: "[]" }),
});
const step = (given, state = "open") => ({ n: 2, title: "Lagebild", takes_input: true, state, count: { given, of: 170 } });
const counts = () => said.filter(({ text }) => text.startsWith("cockpit.count "));
announceRoom();

beforeEach(() => {
  liveStep.value = step(0, "draft");
  for (let second = 0; second < 30; second++) mock.timers.tick(1000); // whatever still waits is said and long over
  said.length = 0;
});

test("however fast the room votes, counts are ten seconds apart and the last one is said", () => {
  liveStep.value = step(0);
  for (let given = 1; given <= 170; given++) {
    liveStep.value = step(given);
    mock.timers.tick(200);
  }
  mock.timers.tick(10_000);
  const pauses = counts().slice(1).map(({ at }, i) => at - counts()[i].at);
  assert.equal(counts().length, 5);
  assert.ok(pauses.every((pause) => pause >= 10_000), String(pauses));
  assert.equal(counts().at(-1).text, "cockpit.count 170 Sitze");
});

test("that the step was closed is said at once, though a count was said just now", () => {
  liveStep.value = step(0);
  liveStep.value = step(1);
  mock.timers.tick(1);
  liveStep.value = step(1, "closed");
  assert.deepEqual(said.map(({ text }) => text), [
    "cockpit.step_n 2: Lagebild, cockpit.state_open", "cockpit.count 1 Sitze", "cockpit.step_n 2: Lagebild, cockpit.state_closed",
  ]);
});
