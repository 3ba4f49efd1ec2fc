"""The dashboard of a series: the workshop that comes next, and the others with their state."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from workshop.models import Activity, Attendance, Seat, Workshop

HOUR_MS = 3600 * 1000


@dataclass(frozen=True)
class WorkshopLine:
    """A workshop as the dashboard lists it. ``planned``: minutes of its agenda; ``here``: seats that came."""

    id: int
    title: str
    subtitle: str
    state: str
    minutes: int
    starts_at: int | None
    started_at: int | None
    is_sample: bool
    steps: int
    planned: int
    here: int

    @property
    def at(self) -> int | None:
        """When it took place, or is to."""
        return self.started_at or self.starts_at


@dataclass(frozen=True)
class SeatCount:
    """How many seats, and how they are spread over groups: ``(group, number)``."""

    total: int
    groups: list[tuple[str, int]]


@dataclass(frozen=True)
class Dashboard:
    """``next`` is the workshop that runs or comes next, if there is one."""

    next: WorkshopLine | None
    others: list[WorkshopLine]
    seats: SeatCount
    rehearsals: dict[int, int]  # of a workshop: its rehearsal


def for_series(session: Session, series_id: int, now: int) -> Dashboard:
    """Return the dashboard of a series."""
    lines = workshops(session, series_id)
    following = next_of(lines, now)
    others = [line for line in lines if line is not following]
    others.sort(key=lambda line: (line.state == "ended", _nearness(line, now)))
    return Dashboard(following, others, seat_count(session, series_id), rehearsals(session, series_id))


def rehearsals(session: Session, series_id: int) -> dict[int, int]:
    """Return the rehearsals of a series by the workshop they are of."""
    query = select(Workshop.rehearses, Workshop.id).where(
        Workshop.series_id == series_id, Workshop.rehearses.is_not(None)
    )
    return {of: number for of, number in session.execute(query) if of}


def rehearsal_of(session: Session, workshop_id: int) -> int | None:
    """Return the rehearsal that a workshop has, or itself is."""
    found = session.get(Workshop, workshop_id)
    if found is not None and found.rehearses is not None:
        return workshop_id
    return session.scalars(select(Workshop.id).where(Workshop.rehearses == workshop_id)).first()


def workshops(session: Session, series_id: int) -> list[WorkshopLine]:
    """Return all workshops of a series."""
    here = _per_workshop(Attendance).where(Attendance.state.in_(("present", "represented")))
    query = select(
        Workshop.id,
        Workshop.title,
        Workshop.subtitle,
        Workshop.state,
        Workshop.minutes,
        Workshop.starts_at,
        Workshop.started_at,
        Workshop.is_sample,
        _steps(func.count()),
        func.coalesce(_steps(func.sum(Activity.minutes)), 0),
        here.scalar_subquery(),
    ).where(Workshop.series_id == series_id, Workshop.rehearses.is_(None))
    return [WorkshopLine(*row) for row in session.execute(query.order_by(Workshop.id))]


def next_of(lines: list[WorkshopLine], now: int) -> WorkshopLine | None:
    """Return the workshop that runs; else the one that begins next; else one without a date."""
    for wanted in (_runs, _comes(now), _has_no_date):
        found = [line for line in lines if wanted(line)]
        if found:
            return min(found, key=lambda line: (line.starts_at or 0, -line.id))
    return None


def seat_count(session: Session, series_id: int) -> SeatCount:
    """Count the seats of a roster by group."""
    query = (
        select(Seat.group, func.count())
        .where(Seat.series_id == series_id, Seat.removed_at.is_(None))
        .group_by(Seat.group)
        .order_by(func.count().desc(), Seat.group)
    )
    groups = [(group, number) for group, number in session.execute(query)]
    return SeatCount(sum(number for _, number in groups), [one for one in groups if one[0]])


def _steps(figure):
    query = select(figure).where(Activity.workshop_id == Workshop.id, Activity.removed_at.is_(None))
    return query.correlate(Workshop).scalar_subquery()


def _per_workshop(noun) -> Select:
    return select(func.count()).where(noun.workshop_id == Workshop.id).correlate(Workshop)


def _runs(line: WorkshopLine) -> bool:
    return line.state == "open"


def _comes(now: int):
    # A workshop that should have begun this morning is still the one people look for.
    return lambda line: line.state == "draft" and (line.starts_at or 0) > now - 12 * HOUR_MS


def _has_no_date(line: WorkshopLine) -> bool:
    return line.state == "draft" and line.starts_at is None


def _nearness(line: WorkshopLine, now: int) -> tuple[bool, int, int]:
    return (line.at is None, abs((line.at or 0) - now), line.id)
