import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { momentOf, wallOf } = await load("editor/wall.ts");

test("a moment is written as the clock of the room shows it, wherever the computer stands", () => {
  const at = Date.parse("2027-01-15T13:00Z");
  assert.equal(wallOf(at, "Europe/Berlin"), "2027-01-15T14:00");
  assert.equal(wallOf(at, "America/New_York"), "2027-01-15T08:00");
});

test("what is read back is the same moment, in winter, in summer and on the day between", () => {
  for (const utc of ["2027-01-15T13:00Z", "2027-07-01T00:00Z", "2027-03-28T00:30Z", "2027-03-28T01:30Z", "2027-10-31T03:00Z"]) {
    assert.equal(momentOf(wallOf(Date.parse(utc), "Europe/Berlin"), "Europe/Berlin"), Date.parse(utc));
  }
});

test("an empty field is no moment", () => assert.equal(momentOf(""), null));
