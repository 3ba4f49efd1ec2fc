import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { merge } = await load("merge.ts");

test("a complete picture replaces what was known", () => {
  const { results } = merge(picture(5, null, [row(1)]), picture(9, null, [row(2)]));
  assert.deepEqual(ids(results), [2]);
});

test("a delta changes, adds and removes rows and keeps their order", () => {
  const known = picture(5, null, [row(1), row(2), row(3)]);
  const { results, hasGap } = merge(known, { ...picture(6, 5, [row(2, "new"), row(4)]), gone: [1] });
  assert.deepEqual(ids(results), [2, 3, 4]);
  assert.equal(results.rows[0].value, "new");
  assert.equal(hasGap, false);
});

test("a delta that reaches back further than needed does no harm", () => {
  const { results } = merge(picture(5, null, [row(1)]), picture(6, 2, [row(1, "new")]));
  assert.deepEqual(ids(results), [1]);
});

test("a gap asks for everything and keeps what is known meanwhile", () => {
  const merged = merge(picture(5, null, [row(1)]), picture(9, 7, [row(2)]));
  assert.equal(merged.hasGap, true);
  assert.deepEqual(ids(merged.results), [1]);
});

test("a delta without anything known is a gap", () => {
  assert.equal(merge(undefined, picture(9, 7, [row(2)])).hasGap, true);
});

test("results without rows are taken as they come", () => {
  assert.equal(merge(picture(5, null, null), picture(6, null, null)).results.version, 6);
});

function picture(version, since, rows) {
  return { audience: "screen", round: 1, version, since, rows, gone: [], whole: null, themes: [], count: {} };
}

function row(id, value = "old") {
  return { id, value };
}

function ids(results) {
  return results.rows.map((one) => one.id);
}
