"""What the journal knows of answers: the moderator's own entries for a seat carry their words, so that they can be
taken back. Where an answer is deleted or loses its voice, those words go from the journal, too."""

from collections.abc import Set
from typing import Any

from sqlalchemy import select

from workshop.models import Contribution, Entry
from workshop.room import Room

_TELLING = ("value", "entered")  # columns of an answer that say what somebody gave, and that it was entered


def wipe(room: Room, contributions: Set[int] | None = None) -> None:
    """Take the words of some answers, or of all of the workshop, out of the journal."""
    for entry in room.session.scalars(select(Entry).where(Entry.workshop_id == room.workshop.id)):
        wiped = [_wiped(change, contributions) for change in entry.changes]
        if wiped != entry.changes:
            entry.changes = wiped


def _wiped(change: list[Any], contributions: Set[int] | None) -> list[Any]:
    table, number, column, *_ = change
    is_meant = table == Contribution.__tablename__ and column in _TELLING
    if not is_meant or (contributions is not None and number not in contributions):
        return change
    return [table, number, column, None, None]
