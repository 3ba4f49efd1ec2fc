"""A seat in this workshop: whether it is there, by whom, since when and until when, and whether it has a vote."""

from sqlalchemy import select

from workshop.domain.attendance import THERE
from workshop.domain.errors import Conflict, NotFound
from workshop.domain.permissions import Who
from workshop.domain.text import optional_line
from workshop.models import Attendance, Coming, Entitlement, Seat
from workshop.models.seats import people_on
from workshop.room import Room
from workshop.writer import Answer

LONGEST_DEPUTY = 80
BY = {"holder": "present", "deputy": "represented"}


def attend(room: Room, who: Who, seat: int, state: str, by: str | None = None) -> Answer | None:
    """Correct the attendance of a seat. Who was absent or excused was never there: see ``left`` for who has gone.

    ``by``: who represents it, a name or an office; None leaves what is known of that.
    """
    _seat(room, seat)
    if state not in THERE:
        _forget(room, seat)
    deputy = optional_line(by, LONGEST_DEPUTY) if by is not None and state == "represented" else None
    _correct(room, seat, state, deputy)
    if deputy is not None:
        _correct_deputy(room, seat, deputy)
    return None


def left(room: Room, who: Who, seat: int) -> Answer | None:
    """Note that a seat has gone, now; that it was there stays in the minutes."""
    _seat(room, seat)
    if _fact(room, seat).state not in THERE:
        raise Conflict("not_there")
    _correct(room, seat, "absent")
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


def check_in(room: Room, seat: int, capacity: str) -> None:
    """Note that a seat is there, with somebody who is new to it; a deputy beside the holder changes nothing."""
    if capacity == "holder" or _fact(room, seat).state not in THERE:
        stand_by(room, seat, capacity)
    name_deputy(room, seat)


def stand_by(room: Room, seat: int, capacity: str) -> None:
    """Note that a seat is there by its holder or by a deputy. A moderator's correction stands: whoever was put down as
    gone, absent or excused and is back is shown to them, who decide."""
    if not _fact(room, seat).corrected:
        _note(room, seat, BY[capacity])


def name_deputy(room: Room, seat: int) -> None:
    """Note who represents the seat, where nobody has said so yet."""
    row = _latest(room, seat) if _fact(room, seat).state == "represented" else None
    if row is not None and row.by is None and (deputy := _deputy_on(room, seat)):
        row.by = deputy
        room.touched.state = True


def _correct(room: Room, seat: int, state: str, deputy: str | None = None) -> None:
    """What stands so already is no correction."""
    if _fact(room, seat).state != state:
        _fact(room, seat).corrected = True
        _note(room, seat, state, deputy)


def _note(room: Room, seat: int, state: str, deputy: str | None = None) -> None:
    """Set a seat's attendance and write the change down with its time, and who represents it, as far as it is known."""
    fact = _fact(room, seat)
    if fact.state == state:
        return
    fact.state, fact.since = state, room.now
    if state == "represented" and deputy is None:
        deputy = _deputy_on(room, seat)
    room.session.add(Coming(workshop_id=room.workshop.id, seat_id=seat, state=state, at=room.now, by=deputy))
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


def _correct_deputy(room: Room, seat: int, deputy: str) -> None:
    """Put another row in the place of the one that says since when the seat is represented."""
    row = _latest(room, seat)
    if row is not None and row.by == deputy:
        return
    at = row.at if row else _fact(room, seat).since
    if row is not None:
        row.removed_at = room.now
    room.session.add(Coming(workshop_id=room.workshop.id, seat_id=seat, state="represented", at=at, by=deputy))
    room.touched.state = True


def _latest(room: Room, seat: int) -> Coming | None:
    query = select(Coming).where(
        Coming.workshop_id == room.workshop.id, Coming.seat_id == seat, Coming.removed_at.is_(None)
    )
    return room.session.scalars(query.order_by(Coming.id.desc())).first()


def _deputy_on(room: Room, seat: int) -> str | None:
    """Return the name that a deputy gave who is on the seat; None where none did."""
    people = people_on(room.session, room.workshop.id, [seat]).get(seat, [])
    return next((one.name for one in people if one.capacity == "deputy" and one.name), None)


def _seat(room: Room, number: int) -> Seat:
    found = room.session.get(Seat, number)
    if found is None or found.series_id != room.workshop.series_id or found.removed_at is not None:
        raise NotFound("not_found")
    return found
