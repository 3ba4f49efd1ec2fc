import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { questionAt, seatOf } = await load("activities/cards/Tables.tsx");
const ask = { questions: [{ id: "gut" }, { id: "hakt" }], tables: 3, by_table: true };
const sits = (value, state = "shown") => ({ kind: "table", item: "", value, state });

test("a table has its question; with more tables than questions it starts over", () => {
  assert.deepEqual([1, 2, 3].map((table) => questionAt(ask, table).id), ["gut", "hakt", "gut"]);
});

test("one sits where one chose to, and nowhere before or after it was taken back", () => {
  assert.equal(seatOf([{ kind: "card", item: "x", value: { table: 1 }, state: "shown" }, sits(2)]), 2);
  assert.equal(seatOf([]), 0);
  assert.equal(seatOf([sits(2, "withdrawn")]), 0);
});
