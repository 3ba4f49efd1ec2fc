"""What can be taken back: what is not final, and what nothing final came after to the same noun."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# Said before it is done. A code or link that was made worthless must not come back by accident.
FINAL = (
    "open_secret", "close_secret", "end_secret", "annul", "seal", "lose_key", "archive",
    "renew_code", "renew_observers",
)  # fmt: skip


@dataclass(frozen=True)
class Done:
    """An entry of the journal that nobody has taken back, with what it changed."""

    id: int
    command: str
    nouns: set[tuple[str, int]]


def nouns_of(changes: Sequence[Sequence[Any]]) -> set[tuple[str, int]]:
    """Return whose columns an entry changed; ``changes``: ``[[table, id, column, former, new], …]``."""
    return {(table, number) for table, number, *_ in changes}


def still_open(done: Sequence[Done]) -> list[Done]:
    """Return what may be offered for taking back, newest first; ``done``: the journal's end, oldest first.

    Taking back goes from the newest to the oldest of a noun; before something final to it nothing is left to take back.
    """
    settled: set[tuple[str, int]] = set()
    left = []
    for one in reversed(done):
        if one.command in FINAL:
            settled |= one.nouns
        elif not one.nouns & settled:
            left.append(one)
    return left
