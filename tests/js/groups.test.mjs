import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { groupsOf, sharesOf, voicesOf } = await load("activities/cards/groups.ts");
const questions = [{ id: "gut", label: "Was klappt?" }, { id: "hakt", label: "Wo hakt es?" }];
const themes = [{ id: 5, title: "Frühzeitig informieren" }];

test("without themes the cards stand by question", () => {
  const groups = groupsOf([card(1, "gut"), card(2, "hakt")], [], questions);
  assert.deepEqual(groups.map(titleAndIds), [["Was klappt?", [1]], ["Wo hakt es?", [2]]]);
});

test("the cards without a theme come last", () => {
  const groups = groupsOf([card(1, "gut", { theme: 5 }), card(2, "hakt")], themes, questions);
  assert.deepEqual(groups.map(titleAndIds), [["Frühzeitig informieren", [1]], ["", [2]]]);
});

test("a theme without cards is shown, an empty rest is not", () => {
  assert.deepEqual(groupsOf([], themes, questions).map(titleAndIds), [["Frühzeitig informieren", []]]);
});

test("a merged card counts with the one it was merged into", () => {
  const rows = [card(1, "gut"), card(2, "gut", { merged_into: 1 }), card(3, "gut", { merged_into: 2 })];
  const [group] = groupsOf(rows, [], questions);
  assert.deepEqual(titleAndIds(group)[1], [1]);
  assert.equal(voicesOf(group), 3);
});

test("a card merged into one that is not on show stands by itself", () => {
  const [group] = groupsOf([card(2, "gut", { merged_into: 99 })], [], questions);
  assert.deepEqual(titleAndIds(group)[1], [2]);
});

test("cards stand in the order they were put in", () => {
  const [group] = groupsOf([card(1, "gut", { place: 2 }), card(2, "gut", { place: 1 })], [], questions);
  assert.deepEqual(titleAndIds(group)[1], [2, 1]);
});

test("room on the wall is shared in turns", () => {
  assert.deepEqual(sharesOf([1, 5, 4], 7), [1, 3, 3]);
  assert.deepEqual(sharesOf([2, 1], 12), [2, 1]);
  assert.deepEqual(sharesOf([], 12), []);
});

function card(id, question, change = {}) {
  return { id, kind: "card", item: `i${id}`, value: { question, text: `Karte ${id}` }, theme: null, merged_into: null, place: 0, ...change };
}

function titleAndIds(group) {
  return [group.title, group.cards.map(({ row }) => row.id)];
}
