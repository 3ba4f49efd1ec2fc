/** Keys that command wait in a row: each is decided on what the one before has led to. Quick fingers lose nothing. */
import { settled, working } from "./doing";

let row: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** Does what a key means, at once if nothing is on its way, else when all before can be seen. Ends when its own can be. */
export function inRow(press: () => unknown): Promise<void> {
  const turn = waiting || working.peek().size ? row.then(settled, settled) : null;
  waiting += 1;
  const done = run(press, turn).finally(() => (waiting -= 1));
  row = done;
  return done;
}

async function run(press: () => unknown, turn: Promise<void> | null): Promise<void> {
  if (turn) await turn;
  await press();
  await settled();
}
