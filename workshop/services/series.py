"""What can be done with a series and its roster of seats."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from workshop.domain.errors import Conflict, NotAllowed, NotFound, Refused
from workshop.domain.keeping import DAYS, MONTHS
from workshop.domain.permissions import Who, require
from workshop.domain.roster import Known, SeatRow, clean_seat, compare, read_roster
from workshop.domain.text import clean_line, optional_line
from workshop.models import Membership, Seat, Series, User
from workshop.room import Room, role_of
from workshop.services.deletion import after_used

MOST_SEATS = 2000
MOST_DEPARTMENTS = 40
LONGEST_DEPARTMENT = 200  # characters


def create(
    room: Room,
    who: Who,
    *,
    title: str,
    organiser: str = "",
    moderation: str = "",
    seats_called: str = "",
    departments: str = "",
) -> dict[str, Any]:
    """Make a series; whoever makes it owns it."""
    user = room.session.get(User, who.id) if who.kind == "user" else None
    if user is None or user.disabled_at is not None:
        raise NotAllowed("not_allowed")
    series = Series(
        title=clean_line(title),
        organiser=optional_line(organiser, 200),
        moderation=optional_line(moderation, 200),
        seats_called=optional_line(seats_called, 40),
        departments=clean_departments(departments),
        created_at=room.now,
    )
    room.session.add(series)
    room.session.flush()
    room.session.add(Membership(series_id=series.id, user_id=user.id, role="owner"))
    return {"series": series.id}


def describe(
    room: Room,
    who: Who,
    *,
    series_id: int,
    title: str,
    organiser: str,
    moderation: str,
    seats_called: str,
    departments: str = "",
    keep_months: int | None = None,
    archive_days: int | None = None,
) -> None:
    """Change what a series is called, which departments a measure can be given to, one a line, how long it keeps.

    A limit that is not given stays as it was.
    """
    require(role_of(room.session, who, series_id), "prepare")
    series = room.session.get_one(Series, series_id)
    series.title = clean_line(title)
    series.organiser = optional_line(organiser, 200)
    series.moderation = optional_line(moderation, 200)
    series.seats_called = optional_line(seats_called, 40)
    series.departments = clean_departments(departments)
    limits = (
        clean_limit(series.keep_months if keep_months is None else keep_months, MONTHS),
        clean_limit(series.archive_days if archive_days is None else archive_days, DAYS),
    )
    if limits != (series.keep_months, series.archive_days):
        series.keep_months, series.archive_days = limits
        series.keep_since = room.now  # so that a shorter limit deletes nothing before it was announced


def clean_limit(limit: int, allowed: Sequence[int]) -> int:
    """Return a limit that is on offer; raises Refused ``not_an_option``."""
    if limit not in allowed:
        raise Refused("not_an_option")
    return limit


def clean_departments(text: str) -> list[str]:
    """Return the lines that say something, tidy, each once; raises Refused ``too_many_lines``, ``too_long``."""
    lines = [clean_line(line, LONGEST_DEPARTMENT) for line in text.splitlines() if line.strip()]
    once = {line.casefold(): line for line in reversed(lines)}
    kept = [line for line in lines if once.pop(line.casefold(), None)]
    if len(kept) > MOST_DEPARTMENTS:
        raise Refused("too_many_lines", most=MOST_DEPARTMENTS)
    return kept


def add_seat(room: Room, who: Who, *, series_id: int, cells: dict[str, str]) -> dict[str, Any]:
    """Add one seat; raises Conflict ``seat_twice`` where the name or the key is taken."""
    require(role_of(room.session, who, series_id), "prepare")
    row = clean_seat(0, cells)
    plan = compare(_known(room, series_id), [row], ())
    if plan.same or plan.faults:
        raise Conflict("seat_twice", name=row.name)
    return {"seat": (_revive(room, *plan.changed[0]) if plan.changed else _add(room, series_id, row))}


def edit_seat(room: Room, who: Who, *, series_id: int, seat_id: int, cells: dict[str, str]) -> None:
    """Change one seat; raises Conflict ``seat_twice``."""
    require(role_of(room.session, who, series_id), "prepare")
    seat = _seat(room, series_id, seat_id)
    row = clean_seat(0, cells)
    others = [known for known in _known(room, series_id) if known.id != seat_id]
    if any(_is_same(known, row) for known in others):
        raise Conflict("seat_twice", name=row.name)
    _write(seat, row)


def remove_seat(room: Room, who: Who, *, series_id: int, seat_id: int) -> None:
    """Take a seat off the roster; what it gave in earlier workshops stays."""
    require(role_of(room.session, who, series_id), "prepare")
    _seat(room, series_id, seat_id).removed_at = room.now


def import_roster(room: Room, who: Who, *, series_id: int, rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Take over a whole list or none of it; the same rules again, as the roster may have changed."""
    require(role_of(room.session, who, series_id), "prepare")
    reading = read_roster(rows)
    plan = compare(_known(room, series_id), reading.seats, reading.columns)
    for fault in [*reading.faults, *plan.faults]:
        raise fault
    for seat_id, row in plan.changed:
        _revive(room, seat_id, row, reading.columns)
    for row in plan.added:
        _add(room, series_id, row)
    return {"added": len(plan.added), "changed": len(plan.changed), "same": len(plan.same)}


def _known(room: Room, series_id: int) -> list[Known]:
    seats = room.session.scalars(select(Seat).where(Seat.series_id == series_id))
    return [as_known(seat) for seat in seats]


def as_known(seat: Any) -> Known:
    """Return a seat as the rules of a roster see it."""
    return Known(seat.id, seat.name, seat.ags, seat.group, seat.population, seat.kind, seat.removed_at is not None)


def _seat(room: Room, series_id: int, seat_id: int) -> Seat:
    seat = room.session.get(Seat, seat_id)
    if seat is None or seat.series_id != series_id or seat.removed_at is not None:
        raise NotFound("not_found")
    return seat


def _add(room: Room, series_id: int, row: SeatRow) -> int:
    last, count = room.session.execute(
        select(func.max(Seat.position), func.count()).where(Seat.series_id == series_id)
    ).one()
    if count >= MOST_SEATS:
        raise Refused("roster_full", most=MOST_SEATS)
    seat = Seat(id=_number(room), series_id=series_id, position=(last or 0) + 1)
    _write(seat, row)
    room.session.add(seat)
    room.session.flush()
    return seat.id


def _number(room: Room) -> int | None:
    """Return the number of a new seat where a deleted series had higher ones: no old place card may open it."""
    used = after_used(room, Seat)
    newest = room.session.scalar(select(func.max(Seat.id))) or 0
    return used + 1 if used > newest else None


def _revive(room: Room, seat_id: int, row: SeatRow, columns: Sequence[str] = ()) -> int:
    seat = room.session.get_one(Seat, seat_id)
    seat.removed_at = None
    _write(seat, row, columns)
    return seat_id


def _write(seat: Seat, row: SeatRow, columns: Sequence[str] = ()) -> None:
    """Write the cells of the row; only those of ``columns`` where some are named."""
    for column in columns or ("name", "ags", "group", "population", "kind"):
        if column == "population" and seat.population != row.population:
            seat.population_year = None  # the year belonged to the former figure
        setattr(seat, column, getattr(row, column))


def _is_same(known: Known, row: SeatRow) -> bool:
    return known.name.casefold() == row.name.casefold() or bool(row.ags and known.ags == row.ags)
