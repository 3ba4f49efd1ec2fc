"""A seat in this workshop: whether it is there, since when and until when, and whether it has a vote."""

from sqlalchemy import select

from workshop.domain.attendance import THERE
from workshop.domain.errors import Conflict, NotFound
from workshop.domain.permissions import Who
from workshop.models import Attendance, Coming, Entitlement, Seat
from workshop.room import Room
from workshop.writer import Answer


def attend(room: Room, who: Who, seat: int, state: str) -> Answer | None:
    """Correct the attendance of a seat. Who was absent or excused was never there: see ``left`` for who has gone."""
    _seat(room, seat)
    if state not in THERE:
        _forget(room, seat)
    note(room, seat, state)
    return None


def left(room: Room, who: Who, seat: int) -> Answer | None:
    """Note that a seat has gone, now; that it was there stays in the minutes."""
    _seat(room, seat)
    if _fact(room, seat).state not in THERE:
        raise Conflict("not_there")
    note(room, seat, "absent")
    return None


def entitle(room: Room, who: Who, seat: int, *, on: bool) -> Answer | None:
    """Say whether a seat has a vote in this workshop; what is open already keeps its roll."""
    _seat(room, seat)
    query = select(Entitlement).where(Entitlement.workshop_id == room.workshop.id, Entitlement.seat_id == seat)
    found = room.session.scalars(query).first()
    if found:
        found.entitled = on
    else:
        room.session.add(Entitlement(workshop_id=room.workshop.id, seat_id=seat, entitled=on))
    room.touched.state = True
    return None


def note(room: Room, seat: int, state: str) -> None:
    """Set a seat's attendance and write the change down with its time."""
    fact = _fact(room, seat)
    if fact.state == state:
        return
    fact.state, fact.since = state, room.now
    room.session.add(Coming(workshop_id=room.workshop.id, seat_id=seat, state=state, at=room.now))
    room.touched.state = True


def _fact(room: Room, seat: int) -> Attendance:
    query = select(Attendance).where(Attendance.workshop_id == room.workshop.id, Attendance.seat_id == seat)
    fact = room.session.scalars(query).first()
    if fact is None:
        fact = Attendance(workshop_id=room.workshop.id, seat_id=seat, state="absent", since=room.now)
        room.session.add(fact)
    return fact


def _forget(room: Room, seat: int) -> None:
    query = select(Coming).where(
        Coming.workshop_id == room.workshop.id, Coming.seat_id == seat, Coming.removed_at.is_(None)
    )
    for row in room.session.scalars(query):
        row.removed_at = room.now


def check_in(room: Room, seat: int, capacity: str) -> None:
    """Note that a seat is there. A moderator's correction stands; only who was absent is checked in."""
    if _fact(room, seat).state not in THERE:
        note(room, seat, "present" if capacity == "holder" else "represented")


def _seat(room: Room, number: int) -> Seat:
    found = room.session.get(Seat, number)
    if found is None or found.series_id != room.workshop.series_id or found.removed_at is not None:
        raise NotFound("not_found")
    return found
