import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { chosen, fill } = await load("i18n.ts");
const german = new Intl.NumberFormat("de");
const text = { one: "eine Karte", other: "{count} Karten" };

test("one and many have their own words", () => {
  const rules = new Intl.PluralRules("de");
  assert.equal(chosen(text, { count: 1 }, rules), "eine Karte");
  assert.equal(chosen(text, { count: 0 }, rules), "{count} Karten");
});

test("a plain text is itself", () => {
  assert.equal(chosen("Karte", {}, new Intl.PluralRules("de")), "Karte");
});

test("placeholders are filled and numbers written as people write them", () => {
  assert.equal(fill("{n} von {of}", { n: 1200, of: "allen" }, german.format), "1.200 von allen");
});

test("an unknown placeholder stays visible", () => {
  assert.equal(fill("{who} fehlt", {}, german.format), "{who} fehlt");
});
