"""What whoever has a seat's personal link may see: whose seat it is, and which workshops are open to it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.models import Seat, Series, Workshop


@dataclass(frozen=True)
class Linked:
    """A seat and the issue of its link that is valid."""

    id: int
    issue: int
    name: str
    kind: str
    series_id: int
    series: str
    organiser: str


@dataclass(frozen=True)
class OpenRoom:
    """A workshop that can be joined now."""

    id: int
    title: str
    subtitle: str


def seat(session: Session, number: int) -> Linked | None:
    """Return a seat that is on the roster."""
    query = (
        select(Seat.id, Seat.issue, Seat.name, Seat.kind, Series.id, Series.title, Series.organiser)
        .join(Series, Series.id == Seat.series_id)
        .where(Seat.id == number, Seat.removed_at.is_(None))
    )
    row = session.execute(query).first()
    return Linked(*row) if row else None


def open_rooms(session: Session, series_id: int) -> list[OpenRoom]:
    """Return the workshops of a series that are open; a rehearsal is nobody's real workshop."""
    query = select(Workshop.id, Workshop.title, Workshop.subtitle).where(
        Workshop.series_id == series_id, Workshop.state == "open", Workshop.rehearses.is_(None)
    )
    return [OpenRoom(*row) for row in session.execute(query.order_by(Workshop.started_at, Workshop.id))]


def next_start(session: Session, series_id: int) -> int | None:
    """Return when the next workshop of a series is planned to begin (ms), None where nothing is planned."""
    query = select(Workshop.starts_at).where(
        Workshop.series_id == series_id,
        Workshop.state == "draft",
        Workshop.rehearses.is_(None),
        Workshop.starts_at.is_not(None),
    )
    return session.scalars(query.order_by(Workshop.starts_at)).first()


def issues(session: Session, series_id: int) -> dict[int, int]:
    """Return which issue of its link is valid for each seat of a roster."""
    query = select(Seat.id, Seat.issue).where(Seat.series_id == series_id, Seat.removed_at.is_(None))
    return {row.id: row.issue for row in session.execute(query)}
