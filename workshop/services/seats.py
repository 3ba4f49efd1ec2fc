"""A seat in this workshop: whether it is there, by whom, since when and until when, and whether it has a vote."""

from collections.abc import Sequence

from sqlalchemy import select

from workshop.domain.attendance import THERE
from workshop.domain.errors import Conflict, NotFound
from workshop.domain.permissions import Who
from workshop.domain.text import optional_line
from workshop.models import AnyRow, Attendance, Coming, Entitlement, Seat
from workshop.models.seats import handings, people_on
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


def check_in(room: Room, seat: int, capacity: str, *, is_new: bool = True) -> None:
    """Note that a seat is there, with somebody who comes in.

    A deputy beside the holder, and whoever only comes again, by the place card or after a reload, change nothing of a
    seat that is there; but a deputy can still say their name.
    """
    if (is_new and capacity == "holder") or _fact(room, seat).state not in THERE:
        stand_by(room, seat, capacity)
    _name_deputy(room, seat)


def stand_by(room: Room, seat: int, capacity: str) -> None:
    """Note that a seat is there by its holder or by a deputy. A moderator's correction stands: whoever was put down as
    gone, absent or excused and is back is shown to them, who decide."""
    if not _fact(room, seat).corrected:
        _note(room, seat, BY[capacity])


def resume(room: Room, seat: int) -> None:
    """Note what a seat is once something was taken back: who is on it is there, unless a correction says otherwise,
    and what its people did themselves meanwhile stays."""
    people = people_on(room.session, room.workshop.id, [seat]).get(seat, [])
    fact, row = _known(room, seat), _latest(room, seat)
    if fact is None or (fact.state not in THERE and not fact.corrected):
        if people:
            capacity = _stands_by(room, seat, people)
            came = next(one.joined_at for one in people if one.capacity == capacity)
            _note(room, seat, BY[capacity], since=room.now if row else came)
        elif fact is not None and row is not None:
            fact.state = row.state
    _name_deputy(room, seat)


def _correct(room: Room, seat: int, state: str, deputy: str | None = None) -> None:
    """What stands so already is no correction."""
    if _fact(room, seat).state != state:
        _fact(room, seat).corrected = True
        _note(room, seat, state, deputy)


def _note(room: Room, seat: int, state: str, said: str | None = None, since: int | None = None) -> None:
    """Set a seat's attendance and write the change down with its time, and who represents it, as far as it is known."""
    fact = _fact(room, seat)
    if fact.state == state:
        return
    fact.state, fact.since = state, room.now if since is None else since
    _write(room, seat, state, fact.since, said)


def _write(room: Room, seat: int, state: str, at: int, said: str | None = None) -> None:
    """Write a line of the log. ``said``: by whom the seat is represented, as whoever leads says; else its deputy."""
    deputy = _deputy_on(room, seat) if state == "represented" else None
    by = said if said is not None else (deputy and deputy.name) or None
    facts = {"by": by, "deputy_id": deputy and deputy.id, "corrected": said is not None}
    room.session.add(Coming(workshop_id=room.workshop.id, seat_id=seat, state=state, at=at, **facts))
    room.touched.state = True


def _known(room: Room, seat: int) -> Attendance | None:
    query = select(Attendance).where(Attendance.workshop_id == room.workshop.id, Attendance.seat_id == seat)
    return room.session.scalars(query).first()


def _fact(room: Room, seat: int) -> Attendance:
    fact = _known(room, seat)
    if fact is None:
        start = {"state": "absent", "corrected": False, "since": room.now}
        fact = Attendance(workshop_id=room.workshop.id, seat_id=seat, **start)
        room.session.add(fact)
    return fact


def _name_deputy(room: Room, seat: int) -> None:
    """Note by whom the seat is represented now, by their own word, where whoever leads has said nothing."""
    fact, row = _known(room, seat), _latest(room, seat)
    if fact is None or row is None or row.corrected or not fact.state == row.state == "represented":
        return
    deputy = _deputy_on(room, seat, row.deputy_id)
    if deputy is None:
        return
    if row.deputy_id not in (None, deputy.id):
        _write(room, seat, "represented", room.now)
        return
    row.deputy_id = deputy.id
    if deputy.name and deputy.name != row.by:
        row.by = deputy.name
        room.touched.state = True


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
    _write(room, seat, "represented", at, deputy)


def _latest(room: Room, seat: int) -> Coming | None:
    query = select(Coming).where(
        Coming.workshop_id == room.workshop.id, Coming.seat_id == seat, Coming.removed_at.is_(None)
    )
    return room.session.scalars(query.order_by(Coming.id.desc())).first()


def _deputy_on(room: Room, seat: int, known: int | None = None) -> AnyRow | None:
    """Return the deputy on the seat: first one who has said their name, among those who is known already."""
    people = people_on(room.session, room.workshop.id, [seat]).get(seat, [])
    deputies = [one for one in people if one.capacity == "deputy"]
    return min(deputies, key=lambda one: (not one.name, one.id != known), default=None)


def _stands_by(room: Room, seat: int, people: Sequence[AnyRow]) -> str:
    """Return the capacity by which a seat is there: as its vote was handed over last, else by the holder if inside."""
    inside = {one.id for one in people}
    handed = [one.capacity for one in handings(room.session, room.workshop.id, [seat]) if one.participant_id in inside]
    if handed:
        return str(handed[-1])
    return "holder" if any(one.capacity == "holder" for one in people) else "deputy"


def _seat(room: Room, number: int) -> Seat:
    found = room.session.get(Seat, number)
    if found is None or found.series_id != room.workshop.series_id or found.removed_at is not None:
        raise NotFound("not_found")
    return found
