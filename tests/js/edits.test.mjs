import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { begin, departed, isDue, isOver, isSame, keepMine, settled, takeTheirs, typed } = await load("fields/edits.ts");
const { moved, pasted } = await load("editor/controls/line.ts");

test("what is typed goes out over the value it was typed over", () => {
  const edit = departed(typed(begin("alt"), "neu"));
  assert.deepEqual([edit.phase, edit.sent, edit.former], ["sending", "neu", "alt"]);
});

test("typing back to what stands leaves nothing to send", () => {
  assert.equal(isDue(typed(typed(begin("alt"), "neu"), "alt")), false);
});

test("a saved field keeps what was typed, whatever tidy form the server stored", () => {
  const edit = settled(sent("alt", "neu "), { ok: true, value: "neu" }, 7);
  assert.deepEqual([edit.phase, edit.value, edit.former], ["saved", "neu ", "neu"]);
});

test("what was typed while sending goes out next", () => {
  const edit = settled(typed(sent("alt", "neu"), "neuer"), { ok: true, value: "neu" }, 7);
  assert.deepEqual([edit.phase, edit.former, isDue(edit)], ["typing", "neu", true]);
});

test("a conflict keeps both versions and sends nothing until one is chosen", () => {
  const edit = typed(clashed(), "meine weiter");
  assert.deepEqual([edit.value, edit.stands, isDue(edit)], ["meine weiter", "andere", false]);
});

test("keeping mine sends it over the other version", () => {
  const edit = keepMine(clashed());
  assert.deepEqual([edit.value, edit.former, isDue(edit)], ["meine", "andere", true]);
});

test("taking the other version leaves nothing to send", () => {
  const edit = takeTheirs(clashed());
  assert.deepEqual([edit.value, isDue(edit)], ["andere", false]);
});

test("the same text typed by two people is no conflict", () => {
  const edit = settled(sent("alt", "neu"), { error: { code: "conflict", stands: "neu" } }, 7);
  assert.equal(edit.phase, "saved");
});

for (const code of ["busy", "disk_full", "not_saved", "limited"]) {
  test(`what the server could not keep just now ("${code}") waits and goes out again`, () => {
    const edit = settled(departed(typed(begin("alt"), "neu")), { error: { code } }, 2);
    assert.equal(edit.phase, "waiting");
    assert.equal(isDue(edit), true);
  });
}

test("without a line the text waits and goes out again", () => {
  const edit = settled(sent("alt", "neu"), { error: { code: "offline" } }, 7);
  assert.deepEqual([edit.phase, isDue(edit), edit.former], ["waiting", true, "alt"]);
});

test("a refused value stays and is not sent again until it changes", () => {
  const edit = settled(sent(5, 700), { error: { code: "out_of_range" } }, 7);
  assert.deepEqual([edit.phase, edit.value, isDue(edit)], ["refused", 700, false]);
  assert.equal(isDue(typed(edit, 60)), true);
});

test("a field shows the stored value again only with a picture newer than its own saving", () => {
  const edit = settled(sent("alt", "neu"), { ok: true, value: "neu" }, 7);
  assert.deepEqual([isOver(edit, 7), isOver(edit, 8)], [false, true]);
});

test("a line without words stays in the field and does not go out", () => {
  const lines = [{ id: "a", label: "Wohnen" }, { id: "b", label: " " }];
  const edit = departed(typed(begin([]), lines));
  assert.deepEqual([edit.sent.length, edit.value.length], [1, 2]);
});

test("two values are the same whatever the order of their keys", () => {
  assert.equal(isSame({ activity: 3, what: "themes" }, { what: "themes", activity: 3 }), true);
});

test("a pasted list becomes lines without its bullets", () => {
  assert.deepEqual(pasted("- Wohnen\n\n2. Sprache\n• Bus\n3 Orte"), ["Wohnen", "Sprache", "Bus", "3 Orte"]);
});

test("a line moves with its id and never beyond the ends", () => {
  const lines = [{ id: "a", label: "A" }, { id: "b", label: "B" }];
  assert.deepEqual(moved(lines, 1, 0).map((line) => line.id), ["b", "a"]);
  assert.equal(moved(lines, 1, 2), lines);
});

function sent(former, value) {
  return departed(typed(begin(former), value));
}

function clashed() {
  return settled(sent("alt", "meine"), { error: { code: "conflict", stands: "andere" } }, 7);
}
