"""The handler everybody writes first: one commit and one broadcast for every vote.

Stands on the same stack as the product (Flask-SocketIO on eventlet, SQLite WAL with
synchronous=FULL), so that the difference is the design and not the libraries.
"""

import warnings

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
import eventlet

eventlet.monkey_patch()

import sqlite3
import sys
from collections import Counter

import eventlet.wsgi
from flask import Flask
from flask_socketio import SocketIO

OPTIONS = ("a", "b", "c")

app = Flask(__name__)
socketio = SocketIO(app, async_mode="eventlet", ping_interval=10, ping_timeout=8)
database = sqlite3.connect(sys.argv[1], check_same_thread=False)
votes: Counter[str] = Counter()


@socketio.on("give")
def give(vote):
    if vote["value"] not in OPTIONS:
        return {"error": {"code": "not_an_option"}}
    database.execute("INSERT INTO vote VALUES (?, ?, ?)", (vote["voter"], vote["key"], vote["value"]))
    database.commit()
    votes[vote["value"]] += 1
    socketio.emit("results", {"given": votes.total(), "votes": votes})
    return {"ok": True}


def main() -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("CREATE TABLE vote (voter INTEGER PRIMARY KEY, key TEXT, value TEXT)")
    listener = eventlet.listen(("127.0.0.1", 0), backlog=2048, reuse_port=False)
    print(listener.getsockname()[1], flush=True)
    eventlet.wsgi.server(listener, app, max_size=5000, debug=False, log_output=False)


main()
