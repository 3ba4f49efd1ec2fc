// A preview is asked for until it comes. The line is a stub that answers what it is told to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

globalThis.previews = [];
const LIVE = `export const send = async () => globalThis.previews.shift();`;
const { previewOf } = await load("ahead.ts", { "./live": LIVE });
const SEEN = { ok: true, picture: { audience: "screen" }, results: null };
const settled = () => new Promise((go) => setImmediate(go));

test("who looks at many steps too fast gets the last preview a moment later", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  globalThis.previews = [{ error: { code: "too_fast" } }, { error: { code: "offline" } }, SEEN];
  const asked = previewOf(1, "screen", () => true);
  for (let n = 0; n < 2; n++) {
    await settled();
    context.mock.timers.tick(2_000);
  }
  assert.deepEqual(await asked, SEEN);
});

test("what is no longer looked at is not asked for again", async () => {
  let isWanted = true;
  globalThis.previews = [{ error: { code: "busy" } }, SEEN];
  const asked = previewOf(1, "screen", () => isWanted);
  isWanted = false;
  assert.equal(await asked, null);
  assert.equal(globalThis.previews.length, 1);
});

test("a preview that is refused for good is not asked for again", async () => {
  globalThis.previews = [{ error: { code: "not_found" } }];
  assert.equal(await previewOf(1, "screen", () => true), null);
});
