import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { load } from "./load.mjs";

mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
const said = [];
globalThis.document = { getElementById: () => ({ set textContent(text) { said.push({ text, at: Date.now() }); } }) };
const { announce, announceCount } = await load("announce.ts");

beforeEach(() => {
  for (let second = 0; second < 30; second++) mock.timers.tick(1000); // whatever still waits is said and long over
  said.length = 0;
});

test("the first count is said at once", () => {
  announceCount("1 von 17");
  mock.timers.tick(1);
  assert.deepEqual(texts(), ["1 von 17"]);
});

test("however fast votes come in, two counts are ten seconds apart", () => {
  for (let n = 1; n <= 170; n++) {
    announceCount(`${n}`);
    mock.timers.tick(200);
  }
  const pauses = said.slice(1).map(({ at }, i) => at - said[i].at);
  assert.equal(said.length, 4);
  assert.ok(pauses.every((pause) => pause >= 10_000), String(pauses));
});

test("of what came in the pause the newest is said", () => {
  announceCount("1 von 17");
  mock.timers.tick(1);
  for (const count of ["2 von 17", "3 von 17", "4 von 17"]) announceCount(count);
  mock.timers.tick(10_000);
  assert.deepEqual(texts(), ["1 von 17", "4 von 17"]);
});

test("what is no count is said at once, also in the pause", () => {
  announceCount("1 von 17");
  mock.timers.tick(1);
  announceCount("2 von 17");
  announce("Neuer Schritt");
  assert.deepEqual(texts(), ["1 von 17", "Neuer Schritt"]);
});

const texts = () => said.map(({ text }) => text);
