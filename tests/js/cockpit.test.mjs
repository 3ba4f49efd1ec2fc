import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { expectedEnd, minutesGiven, minutesLate, plannedEnd, realMinutes } = await load("cockpit/times.ts");
const { attention, backAs, backIn, lightOf, named } = await load("cockpit/lights.ts");
const { lengthOf, questionsOf } = await load("stage/words.ts");
const MINUTE = 60_000;

test("the plan ends its minutes after the real beginning", () => {
  assert.equal(plannedEnd({ workshop: { started_at: 5 * MINUTE, starts_at: 0, minutes: 90 } }), 95 * MINUTE);
  assert.equal(plannedEnd({ workshop: { started_at: null, starts_at: null, minutes: 90 } }), null);
});

test("the expected end adds what is left of the live step and all that is to come", () => {
  const steps = [step(1, "done", 5), step(2, "live", 8), step(3, "next", 10), step(4, "next", 3)];
  const live = { activity: 2, minutes: 8, state: "open", opened_at: 0, closes_at: 12 * MINUTE };
  assert.equal(expectedEnd(steps, live, 10 * MINUTE), 25 * MINUTE);
});

test("a step without input uses up its minutes between two pictures", () => {
  const steps = [{ ...step(2, "live", 10), real_minutes: 1 }, step(3, "next", 5)];
  const live = { activity: 2, minutes: 10, state: "draft", opened_at: null, closes_at: null };
  assert.equal(expectedEnd(steps, live, 4 * MINUTE, 0), 14 * MINUTE);
});

test("a step over its time leaves nothing, not less than nothing", () => {
  const live = { activity: 2, minutes: 8, state: "open", opened_at: 0, closes_at: 8 * MINUTE };
  assert.equal(expectedEnd([step(2, "live", 8)], live, 20 * MINUTE), 20 * MINUTE);
});

test("late is what the clock on the wall would show, and never early", () => {
  assert.equal(minutesLate(30 * MINUTE + 50_000, 42 * MINUTE + 10_000), 12);
  assert.equal(minutesLate(30 * MINUTE, 29 * MINUTE), 0);
  assert.equal(minutesLate(null, 29 * MINUTE), 0);
});

test("the live step's minutes run on between two pictures", () => {
  assert.equal(realMinutes({ mark: "live", real_minutes: 3 }, 0, 2 * MINUTE + 1), 5);
  assert.equal(realMinutes({ mark: "done", real_minutes: 3 }, 0, 9 * MINUTE), 3);
  assert.equal(realMinutes({ mark: "next", real_minutes: null }, 0, 9 * MINUTE), null);
});

test("the minutes of a step follow its extensions", () => {
  assert.equal(minutesGiven({ minutes: 5, opened_at: 0, closes_at: 7 * MINUTE }), 7);
  assert.equal(minutesGiven({ minutes: 5, opened_at: null, closes_at: null }), 5);
});

test("what was sent comes before presence and attendance", () => {
  assert.equal(lightOf(seat(1, "excused"), facts({ given: [1] })), "sent");
  assert.equal(lightOf(seat(1, "excused"), facts({ devices: { 1: 1 } })), "excused");
});

test("present without a line is not the same as not yet there", () => {
  assert.equal(lightOf(seat(1, "present"), facts({})), "offline");
  assert.equal(lightOf(seat(1, "absent"), facts({})), "away");
});

test("who is connected though not put down as there is back, as a deputy where no holder is on the seat", () => {
  const line = facts({ devices: { 1: 1 } });
  const gone = { ...seat(1, "absent"), spans: [{ state: "present", since: 0, until: 1 }] };
  assert.deepEqual([gone, seat(1, "absent"), seat(1, "excused")].map((one) => backIn(one, line)), ["left", "absent", "excused"]);
  assert.deepEqual([seat(1, "present"), seat(1, "represented"), { ...gone, id: 2 }].map((one) => backIn(one, line)), [null, null, null]);
  const on = (...capacities) => backAs({ people: capacities.map((capacity) => ({ capacity })) });
  assert.deepEqual([on("deputy"), on("deputy", "holder"), on("holder"), on()], ["represented", "present", "present", "present"]);
});

test("the missing are named only while answers are awaited", () => {
  const seats = [seat(1, "present"), seat(2, "present")];
  const waiting = facts({ given: [1], devices: { 2: 1 }, state: "open" });
  assert.deepEqual(attention(seats, waiting), [{ light: "open", names: ["Sitz 2"] }]);
  assert.deepEqual(attention(seats, { ...waiting, step: { state: "closed" } }), []);
});

test("who lost their vote while a step was open is still missing in it, who got one is not", () => {
  const seats = [{ ...seat(1, "present"), entitled: false }, { ...seat(2, "present"), asked: false }];
  assert.deepEqual(attention(seats, facts({ devices: { 1: 1, 2: 1 }, state: "open" })), [{ light: "open", names: ["Sitz 1"] }]);
});

test("a step asks its question, its questions, or says its title", () => {
  assert.deepEqual(questionsOf({ title: "Lage", ask: { ask: "Wie groß?" } }), ["Wie groß?"]);
  assert.deepEqual(questionsOf({ title: "Karten", ask: { questions: [{ label: "Gut?" }, { label: "Hakt?" }] } }), ["Gut?", "Hakt?"]);
  assert.deepEqual(questionsOf({ title: "Pause", ask: {} }), ["Pause"]);
});

test("a longer question is set smaller", () => {
  assert.deepEqual([20, 80, 150, 250].map((n) => lengthOf("x".repeat(n))), ["short", "medium", "long", "longer"]);
});

const step = (activity, mark, minutes) => ({ activity, mark, minutes, real_minutes: null });
const seat = (id, attendance) => ({ id, name: `Sitz ${id}`, attendance, entitled: true, asked: true, spans: [], people: [] });
const facts = ({ given = [], devices = {}, state = "draft" }) => ({ given: new Set(given), entered: new Set(), devices, step: { state } });

test("a seat is found among many by any letters of its name", () => {
  const seats = [..."abc"].map((letter, id) => ({ id, name: `Öd${letter} am Berg` }));
  assert.deepEqual(named(seats, " ödB ").map(({ id }) => id), [1]);
  assert.equal(named(seats, "").length, 3);
});
