"""A series as staff see it: what it is called, its roster, and which workshop belongs to it."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.domain.roster import Known
from workshop.models import Membership, Seat, Series, Workshop


@dataclass(frozen=True)
class SeriesFacts:
    """What a series is called."""

    id: int
    title: str
    organiser: str
    moderation: str
    seats_called: str
    is_sample: bool
    departments: list[str]
    keep_months: int
    archive_days: int


@dataclass(frozen=True)
class SeriesLine:
    """A series in the list of somebody's series."""

    id: int
    title: str
    organiser: str
    is_sample: bool
    role: str
    workshops: int


@dataclass(frozen=True)
class SeatLine:
    """A seat in the roster."""

    id: int
    name: str
    kind: str
    ags: str
    group: str
    population: int | None
    population_year: int | None


_FACTS = (
    Series.id, Series.title, Series.organiser, Series.moderation, Series.seats_called, Series.is_sample,
    Series.departments, Series.keep_months, Series.archive_days,
)  # fmt: skip
_SEAT = (Seat.id, Seat.name, Seat.kind, Seat.ags, Seat.group, Seat.population, Seat.population_year)


def facts(session: Session, series_id: int) -> SeriesFacts | None:
    """Return what a series is called."""
    row = session.execute(select(*_FACTS).where(Series.id == series_id)).first()
    return SeriesFacts(*row) if row else None


def mine(session: Session, user_id: int) -> list[SeriesLine]:
    """Return the series in which somebody has a role, the newest first."""
    count = (
        select(func.count())
        .where(Workshop.series_id == Series.id, Workshop.rehearses.is_(None))
        .correlate(Series)
        .scalar_subquery()
    )
    query = (
        select(Series.id, Series.title, Series.organiser, Series.is_sample, Membership.role, count)
        .join(Membership, Membership.series_id == Series.id)
        .where(Membership.user_id == user_id)
        .order_by(Series.created_at.desc(), Series.id.desc())
    )
    return [SeriesLine(*row) for row in session.execute(query)]


def series_of(session: Session, workshop_id: int) -> int | None:
    """Return the series of a workshop."""
    return session.scalars(select(Workshop.series_id).where(Workshop.id == workshop_id)).first()


def is_rehearsal(session: Session, workshop_id: int) -> bool:
    """Return whether a workshop is a rehearsal of another one."""
    return session.scalars(select(Workshop.rehearses).where(Workshop.id == workshop_id)).first() is not None


def workshop_title(session: Session, workshop_id: int) -> str:
    """Return the title of a workshop, or nothing."""
    return session.scalars(select(Workshop.title).where(Workshop.id == workshop_id)).first() or ""


def roster(session: Session, series_id: int) -> list[SeatLine]:
    """Return the seats in their order."""
    query = select(*_SEAT).where(Seat.series_id == series_id, Seat.removed_at.is_(None))
    return [SeatLine(*row) for row in session.execute(query.order_by(Seat.position, Seat.name))]


def known(session: Session, series_id: int) -> list[Known]:
    """Return all seats, removed ones too, as an import compares them."""
    query = select(
        Seat.id, Seat.name, Seat.ags, Seat.group, Seat.population, Seat.kind, Seat.removed_at.is_not(None)
    ).where(Seat.series_id == series_id)
    return [Known(*row) for row in session.execute(query)]
