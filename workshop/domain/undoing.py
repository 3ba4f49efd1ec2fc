"""What can be taken back: what is not final, and what nothing final came after to the same noun."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workshop.domain.lifecycle import DRAFT

# Said before it is done. A code or link that was made worthless must not come back by accident.
FINAL = (
    "open_secret", "close_secret", "end_secret", "annul", "seal", "lose_key", "archive",
    "renew_code", "renew_observers",
)  # fmt: skip

FROZE = ("round", "state", DRAFT)


@dataclass(frozen=True)
class Done:
    """An entry of the journal that nobody has taken back, with what it changed."""

    id: int
    command: str
    nouns: set[tuple[str, int]]
    answered: bool = False  # it opened a round to which somebody has given since


def nouns_of(changes: Sequence[Sequence[Any]]) -> set[tuple[str, int]]:
    """Return whose columns an entry changed; ``changes``: ``[[table, id, column, former, new], …]``."""
    return {(table, number) for table, number, *_ in changes}


def opened_by(changes: Sequence[Sequence[Any]]) -> set[int]:
    """Return the rounds that an entry froze. Undone, they would be a draft again, which can be changed: once somebody
    has given to it, the words, the options and the promise of no names that they were told must stand."""
    return {number for table, number, column, former, _ in changes if (table, column, former) == FROZE}


def still_open(done: Sequence[Done]) -> list[Done]:
    """Return what may be offered for taking back, newest first; ``done``: the journal's end, oldest first.

    Taking back goes from the newest to the oldest of a noun; before something final to it nothing is left to take back.
    """
    settled: set[tuple[str, int]] = set()
    left = []
    for one in reversed(done):
        if one.command in FINAL or one.answered:
            settled |= one.nouns
        elif not one.nouns & settled:
            left.append(one)
    return left
