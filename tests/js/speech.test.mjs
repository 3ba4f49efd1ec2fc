import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { elapsedText, isOver } = await load("parts/speech.ts");

test("a speech is counted in whole seconds and never below nothing", () => {
  assert.deepEqual([-5, 999, 61_000, 605_400].map(elapsedText), ["0:00", "0:00", "1:01", "10:05"]);
});

test("a speech is over at its limit; without one it never is", () => {
  assert.deepEqual([isOver(59_999, 60), isOver(60_000, 60), isOver(9e9, 0)], [false, true, false]);
});
