// What a person gives while an earlier answer is still on the line. The line is a stub that answers when told.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const LIVE = `
import { signal } from "@preact/signals";
export const me = signal({ participant: 1, given: [] });
export const connection = signal("connected");
export const isUp = () => true;
export const emit = (command, payload) => new Promise((answer) => globalThis.line.push({ payload, answer }));`;

globalThis.line = [];
globalThis.addEventListener ??= () => {};
const { give, mine, startPost, status } = await load("post.ts", { "./live": LIVE });
const PLACE = { round: 1, activity: 1, kind: "vote", item: "" };

test("an answer given while the former is on the line is neither lost nor overtaken", async () => {
  startPost();
  for (const value of ["first", "second", "third"]) give(PLACE, value);
  assert.deepEqual(said(), ["first"]);
  await reply(0);
  assert.deepEqual(said(), ["first", "third"]);
  await reply(1);
  assert.deepEqual(mine.value.map(({ value }) => value), ["third"]);
  assert.equal(status(PLACE).phase, "saved");
});

test("answers to other items that come meanwhile are sent too", async () => {
  give({ ...PLACE, item: "a" }, 1);
  give({ ...PLACE, item: "b" }, 2);
  await reply(2);
  await reply(3);
  assert.deepEqual(mine.value.map(({ value }) => value), ["third", 1, 2]);
  assert.equal(status({ ...PLACE, item: "b" }).phase, "saved");
});

const said = () => globalThis.line.map(({ payload }) => payload.value);

async function reply(i) {
  const { payload, answer } = globalThis.line[i];
  answer({ ok: true, n: payload.n, saved_at: 5, state: "shown" });
  await new Promise((done) => setTimeout(done));
}
