"""The table of contributions, read past the application."""

import sqlite3
from pathlib import Path
from typing import NamedTuple

import orjson


class Row(NamedTuple):
    voice: str
    key: str
    n: int
    value: list[str]


def contributions(instance: Path, round_: int) -> list[Row]:
    """Return what is on disk for a round, by voice."""
    with sqlite3.connect(f"file:{instance / 'workshop.db'}?mode=ro", uri=True) as connection:
        found = connection.execute(
            "SELECT voice, key, n, value FROM contribution WHERE round_id = ? ORDER BY voice",
            [round_],
        ).fetchall()
    connection.close()
    return [Row(voice, key, n, orjson.loads(value)) for voice, key, n, value in found]
