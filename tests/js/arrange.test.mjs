import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { cardsOf, countAt, countIn, lastPlace, placings, tablesOf, themeOfKey } = await load("cockpit/arrange.ts");
const { readDrop } = await load("cockpit/drag.ts");
const themes = [{ id: 7, title: "Wohnen" }, { id: 9, title: "Bus" }];

test("new are cards that wait for a yes and cards without a theme", () => {
  const rows = [card(1), card(2, { state: "waiting" }), card(3, { theme: 7 }), card(4, { state: "hidden" })];
  assert.deepEqual(ids(cardsOf(rows, "new", true)), [1, 2]);
});

test("where there are no themes only what waits is new", () => {
  assert.deepEqual(ids(cardsOf([card(1), card(2, { state: "waiting" })], "new", false)), [2]);
});

test("what comes in goes to the end", () => {
  assert.deepEqual(ids(cardsOf([card(1, { at: 20 }), card(2, { at: 10 })], "all", true)), [2, 1]);
});

test("put aside are hidden and discarded cards, never withdrawn ones", () => {
  const rows = [card(1, { state: "hidden" }), card(2, { state: "discarded" }), card(3, { state: "withdrawn" }), card(4)];
  assert.deepEqual(ids(cardsOf(rows, "put_aside", true)), [1, 2]);
});

test("late is what came after closing and was not put aside", () => {
  const rows = [card(1), card(2, { late: true, state: "waiting" }), card(3, { late: true }), card(4, { late: true, state: "hidden" })];
  assert.deepEqual(ids(cardsOf(rows, "late", true)), [2, 3]);
});

test("a merged card lies under its target until that one is put aside", () => {
  const under = card(2, { merged_into: 1 });
  assert.deepEqual(ids(cardsOf([card(1), under], "all", true)), [1]);
  assert.deepEqual(ids(cardsOf([card(1, { state: "hidden" }), under], "all", true)), [2]);
});

test("a theme counts its merged cards and no hidden ones", () => {
  const rows = [card(1, { theme: 7 }), card(2, { merged_into: 1 }), card(3, { theme: 7, state: "hidden" }), card(4)];
  assert.equal(countIn(rows, 7), 2);
  assert.equal(countIn(rows, null), 1);
});

test("what lies under a card counts where that lies, until it is put aside", () => {
  const under = card(2, { theme: 9, merged_into: 1 });
  assert.deepEqual([7, 9].map((theme) => countIn([card(1, { theme: 7 }), under], theme)), [2, 0]);
  assert.deepEqual([7, 9].map((theme) => countIn([card(1, { theme: 7, state: "hidden" }), under], theme)), [0, 1]);
});

test("each table is counted, with what waits and what was merged, without what was put aside", () => {
  const at = (id, table, more = {}) => card(id, { value: { text: "", table }, ...more });
  const rows = [at(1, 3), at(2, 1, { merged_into: 1 }), at(3, 1, { state: "waiting" }), at(4, 3, { state: "hidden" })];
  assert.deepEqual(tablesOf(rows, 0), [1, 2, 3]);
  assert.deepEqual(tablesOf([], 2), [1, 2]);
  assert.deepEqual(tablesOf([card(1)], 0), []);
  assert.deepEqual([1, 2, 3].map((table) => countAt(rows, table)), [2, 0, 1]);
});

test("a sorted card goes behind the others of its theme", () => {
  assert.ok(lastPlace([card(1, { theme: 7, place: 40 }), card(2, { theme: 9, place: 90 })], 7) > 40);
});

test("a card between two others moves alone while there is room", () => {
  const cards = [card(1, { place: 16 }), card(2, { place: 32 }), card(3, { place: 48 })];
  assert.deepEqual(placings(cards, cards[2], 1), [{ card: 3, place: 24 }]);
});

test("without room all are placed anew, in the order wanted", () => {
  const cards = [card(1, { place: 4 }), card(2, { place: 5 }), card(3, { place: 6 })];
  const order = placings(cards, cards[2], 1);
  assert.deepEqual(order.map((one) => one.card), [1, 3, 2]);
  assert.deepEqual([...order].sort((a, b) => a.place - b.place), order);
});

test("keys 1 to 9 are themes, 0 is none, others are nothing", () => {
  assert.equal(themeOfKey("2", themes), 9);
  assert.equal(themeOfKey("0", themes), null);
  assert.equal(themeOfKey("3", themes), undefined);
  assert.equal(themeOfKey("h", themes), undefined);
});

test("a drop names a theme, no theme or a card", () => {
  assert.deepEqual(readDrop("theme:5"), { kind: "theme", theme: 5 });
  assert.deepEqual(readDrop("theme:none"), { kind: "theme", theme: null });
  assert.deepEqual(readDrop("card:12"), { kind: "card", card: 12 });
  assert.equal(readDrop(""), null);
});

const ids = (cards) => cards.map(({ id }) => id);

function card(id, change = {}) {
  const plain = { kind: "card", item: "", value: { question: "a", text: `Karte ${id}` }, state: "shown", theme: null };
  return { id, ...plain, merged_into: null, place: 0, at: id, ...change };
}

test("questions that are open stand by their likes, with those that wait; the answered ones apart", () => {
  const question = (id, more) => card(id, { kind: "question", likes: 0, answered_at: null, ...more });
  const rows = [question(1), question(2, { likes: 3 }), question(3, { answered_at: 5 }), question(4, { state: "waiting" }), question(5, { state: "hidden" })];
  assert.deepEqual(ids(cardsOf(rows, "open", false)), [2, 1, 4]);
  assert.deepEqual(ids(cardsOf(rows, "answered", false)), [3]);
});
