"""What of somebody's contributions stays as it is when they delete them, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workshop.domain.lifecycle import CLOSED

RECORD = "record"  # a seat's vote in a roll call that the room has seen: it was announced as one for the record
HELD = "held"  # the seat's vote, while it is in the hands of another person of the seat


@dataclass(frozen=True)
class Run:
    """A round, as far as it matters here; ``decides``: it is one of a type that does so for the house."""

    decides: bool
    state: str
    shown_at: int | None
    base: Mapping[str, Any]


def why_stays(run: Run, *, is_words: bool, of_seat: bool, holds: bool) -> str:
    """Return why a vote, or what was said about its result, stays when its voice deletes everything, "" if it does not.

    ``is_words``: the latter; ``of_seat``: whose voice it is, a seat's or a guest's; ``holds``: whether who deletes has
    the seat's vote in hand.
    """
    is_seen = run.state == CLOSED and run.shown_at is not None
    if of_seat and run.decides and is_seen and run.base.get("privacy") == "named" and not is_words:
        return RECORD
    return "" if holds else HELD
