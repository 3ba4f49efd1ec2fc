// The same vote round by Node: socket.io, node:sqlite, one commit per turn of the loop,
// and pictures at most ten times a second. Written to be fast, so that it is a fair peer.
import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { Server } from "socket.io";

const OPTIONS = new Set(["a", "b", "c"]);
const SPACING = 100; // milliseconds between two pictures

const database = new DatabaseSync(process.argv[2]);
database.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
  CREATE TABLE vote (voter INTEGER PRIMARY KEY, key TEXT NOT NULL, n INTEGER NOT NULL, value TEXT NOT NULL)`);
const upsert = database.prepare(`INSERT INTO vote VALUES (?, ?, ?, ?) ON CONFLICT (voter)
  DO UPDATE SET key = excluded.key, n = excluded.n, value = excluded.value WHERE excluded.n > n`);
const tally = database.prepare("SELECT value, count(*) AS votes FROM vote GROUP BY value");

const server = createServer();
const io = new Server(server, { pingInterval: 10_000, pingTimeout: 8_000, maxHttpBufferSize: 65_536 });

let batch = [];
io.on("connection", (socket) => {
  socket.on("give", (vote, answer) => {
    if (!OPTIONS.has(vote?.value)) return answer({ error: { code: "not_an_option" } });
    if (batch.push([vote, answer]) === 1) setImmediate(commit);
  });
});

function commit() {
  const taken = batch;
  batch = [];
  database.exec("BEGIN IMMEDIATE");
  for (const [vote] of taken) upsert.run(vote.voter, vote.key, vote.n, vote.value);
  database.exec("COMMIT");
  for (const [, answer] of taken) answer({ ok: true });
  changed();
}

let last = 0;
let timer = null;
function changed() {
  timer ??= setTimeout(show, Math.max(0, last + SPACING - Date.now()));
}

function show() {
  timer = null;
  last = Date.now();
  const rows = tally.all();
  io.emit("results", {
    given: rows.reduce((sum, row) => sum + row.votes, 0),
    votes: Object.fromEntries(rows.map((row) => [row.value, row.votes])),
  });
}

server.listen(0, "127.0.0.1", 2048, () => console.log(server.address().port));
