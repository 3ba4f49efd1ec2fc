// A list to like from: what is in it stays where it is while one looks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { byLikes, steady, tops } = await load("activities/likes/steady.ts");
const row = (id, more = {}) => ({ id, likes: 0, merged_into: null, ...more });

test("what was seen stays in its place, what is new comes last, what is gone is gone", () => {
  assert.deepEqual(steady([3, 1, 2], [1, 2, 3]), [3, 1, 2]);
  assert.deepEqual(steady([3, 1, 2], [4, 3, 2, 5]), [3, 2, 4, 5]);
  assert.deepEqual(steady([], [2, 1]), [2, 1]);
});

test("the most liked is first, of equals the earlier one", () => {
  assert.deepEqual([row(1), row(2, { likes: 3 }), row(3)].sort(byLikes).map(({ id }) => id), [2, 1, 3]);
});

test("what lies under a text goes with it; under one that is not there it stands for itself", () => {
  const groups = tops([row(1), row(2, { merged_into: 1 }), row(3, { merged_into: 9 })]);
  assert.deepEqual(groups.map(({ top, merged }) => [top.id, merged.map(({ id }) => id)]), [[1, [2]], [3, []]]);
});
