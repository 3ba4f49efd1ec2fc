"""Coming in: a person takes a seat, as holder or deputy, or is a guest."""

from sqlalchemy import func, select

from workshop.domain.errors import Conflict, NotFound, Refused
from workshop.domain.permissions import Who
from workshop.domain.text import clean_line
from workshop.models import Attendance, Participant, Seat
from workshop.room import Room
from workshop.writer import Answer

LONGEST_NAME = 80
MOST_GUESTS = 2000  # in one room; seats are not counted, so that no crowd of guests keeps a mayor out


def join(room: Room, who: Who | None, seat_id: int | None, capacity: str, name: str) -> Answer:
    """Let somebody in and return ``{"participant": number}``.

    The same seat in the same capacity is the same person, so a second device shows the same
    answers. The first join is the check-in that attendance is made of.
    """
    if room.workshop.state != "open":
        raise Conflict("room_closed" if room.workshop.state == "ended" else "room_not_open")
    if seat_id is None:
        return {"participant": _guest(room, name).id}
    seat = room.session.get(Seat, seat_id)
    if seat is None or seat.series_id != room.workshop.series_id or seat.removed_at is not None:
        raise NotFound("seat_unknown")
    if capacity not in ("holder", "deputy"):
        raise Refused("wrong_type")
    person = _holder(room, seat, capacity) or _make(room, seat.id, capacity, "")
    _check_in(room, seat, capacity)
    return {"participant": person.id}


def _guest(room: Room, name: str) -> Participant:
    there = select(func.count(Participant.id)).where(
        Participant.workshop_id == room.workshop.id, Participant.seat_id.is_(None), Participant.removed_at.is_(None)
    )
    if (room.session.scalar(there) or 0) >= MOST_GUESTS:
        raise Conflict("room_full", most=MOST_GUESTS)
    return _make(room, None, "guest", clean_line(name, LONGEST_NAME) if name.strip() else "")


def _holder(room: Room, seat: Seat, capacity: str) -> Participant | None:
    query = select(Participant).where(
        Participant.workshop_id == room.workshop.id,
        Participant.seat_id == seat.id,
        Participant.capacity == capacity,
        Participant.removed_at.is_(None),
    )
    return room.session.scalars(query).first()


def _make(room: Room, seat_id: int | None, capacity: str, name: str) -> Participant:
    person = Participant(
        workshop_id=room.workshop.id, seat_id=seat_id, capacity=capacity, name=name, joined_at=room.now
    )
    room.session.add(person)
    room.session.flush()
    room.touched.state = True
    return person


def _check_in(room: Room, seat: Seat, capacity: str) -> None:
    """A moderator's correction stands; only who was absent is checked in."""
    query = select(Attendance).where(Attendance.workshop_id == room.workshop.id, Attendance.seat_id == seat.id)
    fact = room.session.scalars(query).first()
    if fact is None:
        fact = Attendance(workshop_id=room.workshop.id, seat_id=seat.id, state="absent", since=room.now)
        room.session.add(fact)
    if fact.state in ("absent", "excused"):
        fact.state = "present" if capacity == "holder" else "represented"
        fact.since = room.now
        room.touched.state = True
