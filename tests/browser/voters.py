"""Seats that vote without a phone to look at: through the real socket, as a program would."""

import json
import sqlite3
from typing import Any

from tests.browser.people import join_code
from tests.live.line import Line, join
from tests.services.server import Server

Rows = list[tuple[Any, ...]]


def in_two_groups(server: Server, first: str, second: str, size: int) -> list[int]:
    """Put the first ``size`` seats of the roster into a group, all others into another; return all of them."""
    seats = [row[0] for row in in_database(server, "SELECT id FROM seat WHERE series_id = 1 ORDER BY position, id")]
    for n, seat in enumerate(seats):
        in_database(server, "UPDATE seat SET group_name = ? WHERE id = ?", first if n < size else second, seat)
    return seats


def with_options(server: Server, title: str, *labels: str) -> None:
    """Let a step ask for options of its own, whatever earlier step it takes them from."""
    options = [{"id": f"o{n}", "label": label} for n, label in enumerate(labels)]
    query = "UPDATE activity SET config = json_set(config, '$.options', json(?)) WHERE workshop_id = 1 AND title = ?"
    in_database(server, query, json.dumps(options), title)


def frozen_of(server: Server, title: str) -> tuple[int, dict[str, Any]]:
    """Return the number of a step's current round and what it froze."""
    query = """SELECT round.id, round.frozen FROM round JOIN activity ON activity.id = round.activity_id
        AND activity.current_n = round.n WHERE activity.workshop_id = 1 AND activity.title = ?"""
    ((number, frozen),) = in_database(server, query, title)
    return number, json.loads(frozen)


def vote(server: Server, seat: int, round_: int, kind: str, value: Any) -> None:
    """Take a free seat by the code and give one answer."""
    me = join(server.url, join_code(server), seat=seat)
    line = Line(server.url, f"w={me['workshop']}", me["token"])
    answer = {"round": round_, "kind": kind, "item": "", "value": value, "key": f"voter-{round_}-{seat:016d}", "n": 1}
    assert line.call("give", answer)["ok"]
    line.socket.close()


def in_database(server: Server, query: str, *values: Any) -> Rows:
    """Ask the server's database, or write what no page would."""
    with sqlite3.connect(server.instance / "workshop.db", timeout=10) as database:
        found = database.execute(query, values).fetchall()
    database.close()
    return found
