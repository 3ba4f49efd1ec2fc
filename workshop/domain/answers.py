"""A retry must not undo a change of mind: which of two sendings of an answer stands."""

from dataclasses import dataclass
from typing import Any

SAME, SUPERSEDED, TAKE = "same", "superseded", "take"
PUT_ASIDE = ("hidden", "discarded")  # by the moderator; its author is told no more than that


@dataclass(frozen=True)
class Standing:
    """The answer that is in the database now."""

    key: str
    n: int
    value: Any
    state: str
    saved_at: int
    late: bool = False


def decide(standing: Standing | None, key: str, n: int) -> str:
    """Return what to do with a sending.

    ``key`` names the sending and ``n`` is one above the highest its browser had seen. The
    same key is the same sending, whenever it comes. Another key counts only with a higher n.
    """
    if standing is None:
        return TAKE
    if standing.key == key:
        return SAME
    return TAKE if n > standing.n else SUPERSEDED


def fate(state: str) -> str:
    """Return what its author is told of a contribution's state."""
    return "put_aside" if state in PUT_ASIDE else state
