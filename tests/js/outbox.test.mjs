import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { adopt, due, markSent, nextN, overlay, put, reconnected, settle, statusOf } = await load("outbox.ts");

test("a never sent older value of the same answer is replaced", () => {
  const box = put(put([], sending({ key: "a", n: 1 })), sending({ key: "b", n: 2 }));
  assert.deepEqual(keys(box), ["b"]);
});

test("a value already told to the server keeps its place until it is answered", () => {
  const box = put(markSent(put([], sending({ key: "a", n: 1 })), "a"), sending({ key: "b", n: 2 }));
  assert.deepEqual(keys(box), ["a", "b"]);
  assert.deepEqual(keys(due(box)), []);
});

test("the newer value is due once the older is answered", () => {
  const box = put(markSent(put([], sending({ key: "a", n: 1 })), "a"), sending({ key: "b", n: 2 }));
  const { box: rest } = settle(box, "a", { ok: true, n: 1, saved_at: 5, state: "shown" });
  assert.deepEqual(keys(due(rest)), ["b"]);
});

test("different answers are sent side by side", () => {
  const box = [sending({ key: "a", item: "x" }), sending({ key: "b", item: "y" })];
  assert.deepEqual(keys(due(box)), ["a", "b"]);
});

test("after a lost line the same key is sent again", () => {
  const box = reconnected(markSent([sending({ key: "a" })], "a"));
  assert.deepEqual(keys(due(box)), ["a"]);
  assert.equal(box[0].tried, true);
});

test("after a lost line an older value gives way to a newer one", () => {
  const box = reconnected([sending({ key: "a", n: 1, sent: true, tried: true }), sending({ key: "b", n: 2 })]);
  assert.deepEqual(keys(box), ["b"]);
});

test("a superseded sending shows what stands", () => {
  const stands = given({ n: 4, value: "other device" });
  const settled = settle([sending({ key: "a", n: 3 })], "a", { error: { code: "superseded", stands } });
  assert.deepEqual(settled, { box: [], stands, again: false });
});

test("a closed round keeps the text", () => {
  const { box, again } = settle([sending({ key: "a", value: "Text" })], "a", { error: { code: "closed" } });
  assert.equal(box[0].value, "Text");
  assert.equal(box[0].error.code, "closed");
  assert.equal(again, false);
});

test("an error that passes is tried again under the same key", () => {
  const settled = settle(markSent([sending({ key: "a" })], "a"), "a", { error: { code: "busy" } });
  assert.equal(settled.again, true);
  assert.deepEqual(keys(due(settled.box)), ["a"]);
});

test("a corrected answer replaces the refused one", () => {
  const refused = sending({ key: "a", n: 1, tried: true, error: { code: "too_long" } });
  assert.deepEqual(keys(put([refused], sending({ key: "b", n: 2 }))), ["b"]);
});

test("n is one above the highest known here or at the server", () => {
  assert.equal(nextN(place(), [given({ n: 3 })], [sending({ n: 5 })]), 6);
  assert.equal(nextN(place({ item: "new" }), [given({ n: 3 })], []), 1);
});

test("what is on its way lies over what stands", () => {
  const [seen] = overlay([given({ n: 1, value: "old" })], [sending({ n: 2, value: "new" })]);
  assert.equal(seen.value, "new");
});

test("what another device gave later is not hidden by an older sending", () => {
  const [seen] = overlay([given({ n: 3, value: "newer" })], [sending({ n: 2, value: "older" })]);
  assert.equal(seen.value, "newer");
});

test("a refused change does not hide what stands", () => {
  const [seen] = overlay([given({ n: 1, value: "stands" })], [sending({ n: 2, value: "x", error: { code: "closed" } })]);
  assert.equal(seen.value, "stands");
});

test("a late answer never replaces a newer one", () => {
  assert.equal(adopt([given({ n: 3 })], given({ n: 2 }))[0].n, 3);
});

test("the phase says what is true", () => {
  const phase = (box, isConnected, known = []) => statusOf(place(), known, box, isConnected).phase;
  assert.equal(phase([], true), "none");
  assert.equal(phase([sending()], true), "sending");
  assert.equal(phase([sending()], false), "waiting");
  assert.equal(phase([], true, [given()]), "saved");
  assert.equal(phase([sending({ error: { code: "closed" } })], true), "failed");
});

function place(change = {}) {
  return { round: 7, activity: 3, kind: "card", item: "", ...change };
}

function sending(change = {}) {
  const rest = { command: "give", value: 1, key: "k", n: 1, sent: false, tried: false, error: null };
  return { ...place(), ...rest, ...change };
}

function given(change = {}) {
  return { ...place(), value: 1, key: "k0", n: 1, state: "shown", saved_at: 1000, ...change };
}

function keys(box) {
  return box.map((one) => one.key);
}
