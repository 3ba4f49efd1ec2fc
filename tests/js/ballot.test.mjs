// How much a phone sends of a secret ballot. The line is a stub that says yes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const LIVE = `
import { signal } from "@preact/signals";
export const connection = signal("connected");
export const emit = async (command, payload) => (globalThis.sent.push(JSON.stringify(payload)), { ok: true, code: "K7Q-4MX-2TD" });`;
const KEPT = `
export const [dropKey, keepCode, keepKey, read] = Array(4).fill(() => ({ keys: [], code: "" }));`;

globalThis.sent = [];
const { cast } = await load("later/ballot/standing.ts", { "../../live": LIVE, "./kept": KEPT });
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

async function sentFor(values, paper) {
  globalThis.sent.length = 0;
  for (const value of values) await cast(1, value, paper);
  assert.equal(globalThis.sent.length, values.length);
  return globalThis.sent.map((text) => text.length);
}
