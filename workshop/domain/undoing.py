"""What can be taken back: what is not final, and what nothing final came after to the same noun."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self

from workshop.domain.lifecycle import DRAFT

Changes = Sequence[Sequence[Any]]  # ``[[table, id, column, former, new], …]``

# Said before it is done. A code or link that was made worthless must not come back by accident.
FINAL = (
    "open_secret", "close_secret", "end_secret", "annul", "seal", "lose_key", "archive",
    "renew_code", "renew_observers",
)  # fmt: skip

# A yes at the door notes, too, that the seat is there: what its people go on changing by coming and handing over.
LET_IN = ("participant", "admitted")
OF_ITSELF = (("attendance", "state"), ("coming", "removed_at"))

FROZE = ("round", "state", DRAFT)


@dataclass(frozen=True)
class Done:
    """An entry of the journal that nobody has taken back, with what it changed."""

    id: int
    command: str
    changes: Changes
    waits: bool = False  # it can be taken back once something newer was


class Standing(Protocol):
    """How a room stands, now or after something was taken back."""

    def allows(self, changes: Changes) -> bool:
        """Return whether these changes can be taken back as it stands."""

    def without(self, changes: Changes) -> Self:
        """Return how it stands once they were."""


def nouns_of(changes: Changes) -> set[tuple[str, int]]:
    """Return whose columns an entry changed."""
    return {(table, number) for table, number, *_ in changes}


def is_of_itself(changes: Changes, change: Sequence[Any]) -> bool:
    """Return whether a change of an entry is left out where it stands no longer, and the others are taken back."""
    lets_in = any((table, column) == LET_IN for table, _, column, *_ in changes)
    return lets_in and (change[0], change[2]) in OF_ITSELF


def opened_by(changes: Changes) -> set[int]:
    """Return the rounds that an entry froze. Undone, they would be a draft again, which can be changed: once somebody
    has given to it, the words, the options and the promise of no names that they were told must stand."""
    return {number for table, number, column, former, _ in changes if (table, column, former) == FROZE}


def still_open(done: Sequence[Done], now: Standing, most: int) -> list[Done]:
    """Return what may be offered for taking back, newest first; ``done``: the journal's end, oldest first.

    Taking back goes from the newest to the oldest of a noun, so each is looked at as if those above it were taken
    back; what is final or impossible then settles its nouns, and nothing before it to them is left to take back.
    """
    settled: set[tuple[str, int]] = set()
    newer: set[tuple[str, int]] = set()
    left: list[Done] = []
    then = now
    for one in reversed(done):
        nouns = nouns_of(one.changes)
        if one.command in FINAL or nouns & settled or not then.allows(one.changes):
            settled |= nouns
            continue
        waits = bool(nouns & newer) or (then is not now and not now.allows(one.changes))
        left.append(Done(one.id, one.command, one.changes, waits))
        if len(left) == most:
            break
        then = then.without(one.changes)
        newer |= nouns
    return left
