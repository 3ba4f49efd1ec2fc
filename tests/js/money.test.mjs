import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { changed, fitting, parsed, sumOf } = await load("activities/budget/money.ts");
const { freshPriced } = await load("editor/controls/line.ts");

test("a typed amount is read as people write it", () => {
  const written = { "40.000": 40000, "40 000 Euro": 40000, "40000,50": 40000, "40000,5 €": 40000, "": 0, viel: 0, "-5": 5 };
  for (const [typed, amount] of Object.entries(written)) assert.equal(parsed(typed), amount, typed);
});

test("an amount becomes whole steps and never more than is there", () => {
  assert.equal(fitting(45_500, 100_000, 1_000), 45_000);
  assert.equal(fitting(120_000, 97_500, 1_000), 97_000);
  assert.equal(fitting(-5, 100, 10), 0);
});

test("what gets nothing is left out of the answer", () => {
  assert.deepEqual(changed({ a: 10, b: 20 }, "a", 0), { b: 20 });
  assert.deepEqual(changed({ a: 10 }, "b", 5), { a: 10, b: 5 });
  assert.equal(sumOf({ a: 10, b: 20 }), 30);
});

test("a line pasted from a spreadsheet brings its price", () => {
  const facts = (text) => { const { label, price } = freshPriced(text); return [label, price]; };
  assert.deepEqual(facts("Bürgerbus\t45.000 €"), ["Bürgerbus", 45000]);
  assert.deepEqual(facts("Spielplatz; 30000"), ["Spielplatz", 30000]);
  assert.deepEqual(facts("Halle"), ["Halle", ""]);
});
