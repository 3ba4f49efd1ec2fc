"""What an audience has of the rows of a round, so that nothing goes out that says only that somebody did something.

A text that waits for five voices keeps what is told of it: to send it again as it was would say that its author changed
it just now.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

import orjson

Row = dict[str, Any]


class Delivered:
    """The rows of a round at one audience: by their numbers a digest of what all there have, None where they differ."""

    def __init__(self) -> None:
        self._rows: dict[int, bytes | None] = {}

    def welcome(self, rows: Sequence[Row]) -> None:
        """Somebody gets all rows. Where those differ from what the others have, the next news must reach everybody."""
        now = {row["id"]: _digest(row) for row in rows}
        self._rows = {
            number: now.get(number) if number in now and self._rows.get(number) == now[number] else None
            for number in self._rows | now
        }

    def news(self, rows: Sequence[Row], gone: Sequence[int]) -> tuple[list[Row], list[int]]:
        """Return the rows that somebody has not got like that, and the numbers of those that are gone for somebody."""
        new = [row for row in rows if self._rows.get(row["id"]) != _digest(row)]
        return new, [number for number in gone if number in self._rows]

    def bring(self, rows: Sequence[Row], gone: Sequence[int], *, whole: bool) -> None:
        """Everybody has got these now; ``whole``: and nothing else."""
        kept = {} if whole else {number: digest for number, digest in self._rows.items() if number not in gone}
        self._rows = kept | {row["id"]: _digest(row) for row in rows}


def _digest(row: Row) -> bytes:
    return hashlib.blake2b(orjson.dumps(row, option=orjson.OPT_NON_STR_KEYS), digest_size=16).digest()
