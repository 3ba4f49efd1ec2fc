// How the register of measures is laid out on the wall.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { dayOf, pagesOf } = await load("activities/measures/pages.ts");
const line = (n, what = "Kurse anbieten", responsible = "") => ({ n, what, responsible, involved: "", due: "", status: "open" });
const numbers = (pages) => pages.map((page) => page.map(({ n }) => n));

test("short measures fill a page before the next one begins", () => {
  const pages = pagesOf(Array.from({ length: 10 }, (_, i) => line(i + 1)));
  assert.deepEqual(numbers(pages), [[1, 2, 3, 4, 5, 6, 7, 8], [9, 10]]);
});

test("two lines of words take the room of two, whichever column they stand in", () => {
  assert.deepEqual(numbers(pagesOf([1, 2, 3, 4, 5, 6].map((n) => line(n, "x".repeat(80))))), [[1, 2, 3, 4, 5], [6]]);
  assert.deepEqual(numbers(pagesOf([1, 2, 3, 4, 5, 6].map((n) => line(n, "x", "y".repeat(50))))), [[1, 2, 3, 4, 5], [6]]);
});

test("no measure is too long to be shown, and none is lost", () => {
  assert.deepEqual(numbers(pagesOf([line(1, "x".repeat(5000)), line(2), line(3, "x".repeat(5000))])), [[1], [2], [3]]);
  assert.deepEqual(numbers(pagesOf([])), [[]]);
});

test("a day is the same in every zone", () => {
  assert.equal(dayOf("2017-03-31", "de"), "31.03.2017");
  assert.equal(dayOf("2017-03-31", "en"), "31/03/2017");
});
