// How much a phone sends of a secret ballot, and that it asks until it knows what stands. The line is a stub that says yes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const LIVE = `
import { signal } from "@preact/signals";
export const connection = signal("connected");
export const emit = async (command, payload) => command === "cast"
  ? (globalThis.sent.push(JSON.stringify(payload)), { ok: true, code: "K7Q-4MX-2TD" })
  : globalThis.answers.shift();`;
const KEPT = `
export const [dropKey, keepCode, keepKey, read] = Array(4).fill(() => ({ keys: [], code: "" }));`;

globalThis.sent = [];
globalThis.answers = [];
const { cast, look, standingOf } = await load("later/ballot/standing.ts", { "../../live": LIVE, "./kept": KEPT });
const MANY = Array.from({ length: 30 }, (_, n) => `${n}`.padEnd(n < 5 ? 40 : 12 - (n % 4), "x"));

test("ballots with many options are equally long, however many are chosen and which", async () => {
  const chosen = [1, 2, 7, 12, 30].flatMap((count) => [MANY.slice(0, count), MANY.slice(-count)]);
  const lengths = await sentFor([...chosen, "!spoilt"], { ids: MANY, most: 30 });
  assert.equal(new Set(lengths).size, 1, lengths.join());
});

test("ballots with one answer are equally long, the invalid one as well", async () => {
  const ids = ["yes", "no", "abstain"];
  assert.equal(new Set(await sentFor([...ids, "!spoilt"], { ids, most: 1 })).size, 1);
  const short = ["a", "b"];
  assert.equal(new Set(await sentFor([["a"], ["b"], "!spoilt"], { ids: short, most: 1 })).size, 1);
});

for (const code of ["busy", "too_fast", "timeout"]) {
  test(`what stands is asked again after "${code}", and then there is a ballot to choose on`, async (context) => {
    const round = 100 + code.length;
    context.mock.timers.enable({ apis: ["setTimeout"] });
    globalThis.answers = [{ error: { code } }, { error: { code } }, { cast: false, code: "", why: "" }];
    const looked = Promise.all([look(round), settled().then(() => look(round))]);
    assert.equal(standingOf(round).phase, "asking");
    for (let n = 0; n < 4; n++) {
      await settled();
      context.mock.timers.tick(2_000);
    }
    await looked;
    assert.equal(standingOf(round).phase, "choose");
    assert.deepEqual(globalThis.answers, [], "two who ask at once wait once");
  });
}

test("what stands is not asked again after a refusal that stays", async () => {
  globalThis.answers = [{ error: { code: "not_on_roll" } }];
  await look(200);
  assert.deepEqual([standingOf(200).phase, standingOf(200).error.code], ["barred", "not_on_roll"]);
});

const settled = () => new Promise((go) => setImmediate(go));

async function sentFor(values, paper) {
  globalThis.sent.length = 0;
  for (const value of values) await cast(1, value, paper);
  assert.equal(globalThis.sent.length, values.length);
  return globalThis.sent.map((text) => text.length);
}
