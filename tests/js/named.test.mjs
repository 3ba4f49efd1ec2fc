import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const said = `export const t = (key, { count }) => count === 1 ? "ohne Namen" : count + " ohne Namen";`;
const { listed } = await load("activities/named/listed.ts", { "../../i18n": said });

test("two of one name stand there twice", () => {
  assert.equal(listed(["Anna", "Anna"]), "Anna, Anna");
});

test("who has no name is counted after those who have", () => {
  assert.equal(listed(["Anna"], ["", "", ""]), "Anna, 3 ohne Namen");
  assert.equal(listed([], [""]), "ohne Namen");
});

test("where there is more to say it is said of each", () => {
  assert.equal(listed(["Anna\u00a02"], ["1", "3"]), "Anna\u00a02, ohne Namen\u00a01, ohne Namen\u00a03");
});
