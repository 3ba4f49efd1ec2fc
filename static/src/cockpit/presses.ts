/**
 * Keys that command wait in a row: each is decided on what the one before has led to. Quick fingers lose nothing. Where
 * the one before led nowhere, or to a question, what waits behind it is given up: it was meant for another room.
 */
import { failed, settled, working } from "./doing";
import { dialog } from "./opened";

let row: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** Does what a key means, at once if nothing is on its way, else when all before can be seen. Ends when its own can be. */
export function inRow(press: () => unknown): Promise<void> {
  const turn = waiting || working.peek().size ? row.then(settled, settled) : null;
  waiting += 1;
  const done = run(press, turn, failed()).finally(() => (waiting -= 1));
  row = done;
  return done;
}

async function run(press: () => unknown, turn: Promise<void> | null, before: number): Promise<void> {
  if (turn) await turn;
  if (failed() !== before || dialog.peek()) return;
  await press();
  await settled();
}
