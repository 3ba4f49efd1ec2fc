"""What of somebody's contributions stays as it is when they delete them, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workshop.domain.lifecycle import CLOSED

RECORD = "record"  # a seat's vote in a roll call that the room has seen: it was announced as one for the record
HELD = "held"  # the seat's vote, while it is in the hands of another person of the seat


@dataclass(frozen=True)
class Run:
    """A round, as far as it matters here."""

    state: str
    shown_at: int | None
    base: Mapping[str, Any]


def why_stays(decides: bool, run: Run, *, of_seat: bool, holds: bool) -> str:  # noqa: FBT001 - what its type says
    """Return why a vote stays when its voice deletes everything, "" if it does not. Texts and likes never do.

    ``decides``: for the house; ``of_seat``: whose voice it is, a seat's or a guest's; ``holds``: whether who deletes
    has the seat's vote in hand.
    """
    is_seen = run.state == CLOSED and run.shown_at is not None
    if of_seat and decides and is_seen and run.base.get("privacy") == "named":
        return RECORD
    return "" if holds else HELD
