"""Undo: put back what a command changed, if it still stands as that command left it."""

from typing import Any

from sqlalchemy import select

from workshop.domain.errors import Conflict, NotFound
from workshop.domain.lifecycle import ANNULLED, CLOSED, OPEN
from workshop.domain.permissions import Who
from workshop.domain.undoing import FINAL, nouns_of
from workshop.models import Contribution, Entry, Round, Speech
from workshop.models.standing import NOUNS, standing_of
from workshop.room import Room
from workshop.services import fives, seats, speakers
from workshop.writer import Answer

OF_A_SEAT = ("participant", "attendance", "coming")


def undo(room: Room, who: Who, entry: int) -> Answer | None:
    """Take back one entry of the journal, as a new entry. Undoing an undo does the thing again.

    Raises Conflict ``undone_already``, ``changed_since``, what else is in the way (models/invariants.py) or, of what
    is final, ``is_final``, ``secret_is_final`` or ``answered_since``; then nothing is changed.
    """
    found = room.session.get(Entry, entry)
    if found is None or found.workshop_id != room.workshop.id:
        raise NotFound("not_found")
    if room.session.scalars(select(Entry.id).where(Entry.undoes == found.id)).first():
        raise Conflict("undone_already")
    if found.command in FINAL:
        raise Conflict("secret_is_final" if found.changes else "is_final")
    _check_order(room, found)
    now = standing_of(room.session, room.workshop.id, [found.changes])
    now.check(found.changes)
    for table, number, column, former, new in reversed(now.left_of(found.changes)):
        _put_back(room, room.session.get_one(NOUNS[table], number), column, former, new)
    for seat in sorted(_seats_of(room, found)):
        seats.resume(room, seat)
    room.remark.command = _redone(room, found) if found.command == "undo" else "undo"
    room.remark.undoes = found.id
    room.remark.about = found.about
    return None


def _check_order(room: Room, entry: Entry) -> None:
    """What came later to the same noun is taken back first: else a closing could be undone
    under a result that is on show, and a vote would run in sight of its tally."""
    later = room.session.scalars(select(Entry).where(Entry.workshop_id == entry.workshop_id, Entry.id > entry.id)).all()
    undone = {one.undoes for one in later}
    standing = (one for one in later if one.command != "undo" and one.id not in undone)
    if any(nouns_of(one.changes) & nouns_of(entry.changes) for one in standing):
        raise Conflict("changed_since")


def _seats_of(room: Room, entry: Entry) -> set[int]:
    """Return the seats whose people or attendance an entry changed."""
    nouns = nouns_of(entry.changes)
    found = (room.session.get_one(NOUNS[table], number) for table, number in nouns if table in OF_A_SEAT)
    return {noun.seat_id for noun in found} - {None}


def _put_back(room: Room, noun: Any, column: str, former: Any, new: Any) -> None:
    if isinstance(noun, Round) and (column, former) == ("state", OPEN) and new in (CLOSED, ANNULLED):
        fives.note_reopened(room, noun)
    setattr(noun, column, former)
    room.session.flush()  # one by one: the floor must be free before another has it again
    if isinstance(noun, Contribution):
        noun.told = None if column == "value" else noun.told
        room.touched.rounds.add(noun.round_id)
        room.touched.voices.add(noun.voice)
    if isinstance(noun, Speech):
        speakers.tell(room, noun)


def _redone(room: Room, undoing: Entry) -> str:
    """Return the command that the undone undo had taken back: that is what happens again."""
    done = room.session.get_one(Entry, undoing.undoes)
    return done.command
