import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { load } from "./load.mjs";

const DAY = 24 * 3600_000;
const NOW = 1_800_000_000_000;

for (const wrong of [0, DAY, -DAY, -50 * 365 * DAY]) {
  test(`a device whose clock is ${wrong / DAY} days off counts by the server's`, async () => {
    mock.timers.enable({ apis: ["Date", "setInterval"], now: NOW + wrong });
    const { hear, serverNow } = await load("clock.ts");
    hear(NOW);
    assert.equal(serverNow(), NOW);
    mock.timers.tick(90_000);
    assert.equal(serverNow(), NOW + 90_000);
    mock.timers.reset();
  });
}

test("a device that slept, or whose clock is put right in the middle, is right with the next picture, not a second later", async () => {
  mock.timers.enable({ apis: ["Date", "setInterval"], now: NOW + DAY });
  const { hear, serverNow } = await load("clock.ts");
  hear(NOW);
  mock.timers.setTime(NOW + 600_000);
  hear(NOW + 600_000);
  assert.equal(serverNow(), NOW + 600_000);
  mock.timers.reset();
});
