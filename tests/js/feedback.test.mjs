// A question of a form: its type sees kinds and items of its own, the form sees whose they are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { lineOf, liveOf, mineOf } = await load("activities/feedback/parts.ts");
const PART = { id: "nutzen", type: "scale", ask: { ask: "Wie hilfreich?" } };
const one = (kind, item, value = 4) => ({ kind, item, value, state: "shown" });

test("a part sees its own answers only, without the names around them", () => {
  const mine = [one("scale:rating", "nutzen:heute"), one("scale:rating", "anderer:heute"), one("words:word", "nutzen:1")];
  assert.deepEqual(mineOf(mine, PART).map(({ kind, item }) => [kind, item]), [["rating", "heute"]]);
});

test("what it gives, takes back and drafts is named as the form's", () => {
  const said = [];
  const line = lineOf({
    mine: [],
    give: (answer) => said.push(["give", answer]),
    takeBack: (answer) => said.push(["takeBack", answer]),
    status: (kind, item) => said.push(["status", kind, item]),
    draft: { read: (name) => `read ${name}`, write: (...args) => said.push(["write", ...args]) },
  }, PART, "rating");
  line.give({ item: "heute", value: 3 });
  line.takeBack({ kind: "rating", item: "heute" });
  line.status("rating", "heute");
  assert.equal(line.draft.read("text"), "read nutzen:text");
  line.draft.write("text", "Gut", { kind: "rating", item: "heute", value: 3 });
  line.draft.write("text", "");
  assert.deepEqual(said, [
    ["give", { kind: "scale:rating", item: "nutzen:heute", value: 3 }],
    ["takeBack", { kind: "scale:rating", item: "nutzen:heute" }],
    ["status", "scale:rating", "nutzen:heute"],
    ["write", "nutzen:text", "Gut", { kind: "scale:rating", item: "nutzen:heute", value: 3 }],
    ["write", "nutzen:text", "", undefined],
  ]);
});

test("the step looks to the part's type as if it were of that type", () => {
  const live = liveOf({ round: 7, type: "feedback", title: "Abschluss", ask: {} }, PART);
  assert.deepEqual([live.round, live.type, live.title, live.ask], [7, "scale", "Wie hilfreich?", PART.ask]);
});

test("on the wall two columns are filled one after the other so that neither is much longer", async () => {
  const { linesOf, secondColumn } = await load("activities/feedback/columns.ts");
  assert.equal(secondColumn([8, 8, 1.5, 1.5]), 1);
  assert.equal(secondColumn([8, 1.5, 1.5, 1.5, 1.5]), 1);
  assert.equal(secondColumn([4, 4, 4]), 1);
  assert.equal(secondColumn([4]), 1);
  assert.equal(linesOf({ whole: null, rows: [1, 2, 3] }, 2), 5.5);
  assert.equal(linesOf({ whole: null, rows: [1, 2, 3] }, -1), 1.5);
  assert.equal(linesOf({ whole: { statements: [1, 2] }, rows: null }, 4), 6);
});
