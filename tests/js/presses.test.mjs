import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { loadTogether } from "./load.mjs";

// The wire is the test's own: it answers, and brings the pictures, when the test says so.
const wire = (globalThis.wire = { sent: [], answers: [] });
const WIRE = `
  import { signal } from "@preact/signals";
  globalThis.wire.cockpit ??= signal({ revision: 1 });
  globalThis.wire.brought ??= signal(0);
  export const { cockpit, brought } = globalThis.wire;
  export const leads = () => true;
  export const send = (command) => new Promise((answer) => { globalThis.wire.sent.push(command); globalThis.wire.answers.push(answer); });
`;
const WORDS = "export const boot = { page: {} }; export const t = (key) => key, sentence = ({ code }) => code;";
const stubs = {
  ...Object.fromEntries(["./live", "../live", "../../live"].map((name) => [name, WIRE])),
  ...Object.fromEntries(["../i18n", "../../i18n"].map((name) => [name, WORDS])),
  ...Object.fromEntries(["../announce", "../../announce"].map((name) => [name, "export const announce = () => {};"])),
};
const { act, brought, closeDialog, dialog, inRow, openDialog, working } = await loadTogether(
  ["cockpit/doing", "cockpit/presses", "cockpit/opened", "live"], stubs,
);

beforeEach(() => {
  wire.sent.length = wire.answers.length = 0;
  closeDialog();
});

const pressed = (command) => inRow(() => act("footer", command, {}));
const soon = () => new Promise((go) => setTimeout(go, 5));

async function answer(given) {
  wire.answers.shift()(given);
  await soon();
}

test("the next press goes out when all that the one before led to is here", async () => {
  const version = brought.peek() + 1;
  void pressed("hide_card");
  const last = pressed("undo");
  await soon();
  assert.deepEqual(wire.sent, ["hide_card"]);
  await answer({ ok: true, version });
  assert.deepEqual(wire.sent, ["hide_card"]);
  brought.value = version;
  await soon();
  assert.deepEqual(wire.sent, ["hide_card", "undo"]);
  await answer({ ok: true, version });
  await last;
  assert.equal(working.value.size, 0);
});

test("what waits behind a refusal is given up, and the press after that goes out at once", async () => {
  void pressed("go_live");
  const behind = [pressed("close"), pressed("undo")];
  await soon();
  await answer({ error: { code: "timeout" } });
  await Promise.all(behind);
  assert.deepEqual(wire.sent, ["go_live"]);
  void pressed("black");
  await soon();
  assert.deepEqual(wire.sent, ["go_live", "black"]);
  await answer({ ok: true, version: brought.peek() });
});

test("what waits is given up when a question opened meanwhile", async () => {
  void pressed("black");
  void inRow(() => openDialog({ name: "end" }));
  const behind = pressed("undo");
  await soon();
  await answer({ ok: true, version: brought.peek() });
  await behind;
  assert.deepEqual(wire.sent, ["black"]);
  assert.deepEqual(dialog.peek(), { name: "end" });
});

test("where the picture never comes what waits is given up, and nothing hangs for ever", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  void pressed("hide_card");
  const behind = pressed("undo");
  await tick();
  wire.answers.shift()({ ok: true, version: brought.peek() + 1 });
  await tick();
  context.mock.timers.tick(4_000);
  await behind;
  assert.deepEqual(wire.sent, ["hide_card"]);
  assert.equal(working.value.size, 0);
});

async function tick() {
  for (let n = 0; n < 20; n += 1) await null;
}
