"""What somebody may see before they are in: the workshop behind a code, and its seats."""

from dataclasses import dataclass

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from workshop.models import Participant, Seat, Series, Workshop


@dataclass(frozen=True)
class Entrance:
    """The workshop behind a join code."""

    id: int
    code: str
    title: str
    subtitle: str
    state: str
    starts_at: int | None
    is_sample: bool
    is_rehearsal: bool
    series: str
    organiser: str
    seats_called: str


@dataclass(frozen=True)
class SeatChoice:
    """A seat to choose. ``is_taken``: somebody has joined for it already."""

    id: int
    name: str
    kind: str
    group: str
    is_taken: bool


_ENTRANCE = (
    Workshop.id,
    Workshop.code,
    Workshop.title,
    Workshop.subtitle,
    Workshop.state,
    Workshop.starts_at,
    Workshop.is_sample,
    Workshop.rehearses.is_not(None),
    Series.title,
    Series.organiser,
    Series.seats_called,
)


def entrance(session: Session, code: str) -> Entrance | None:
    """Return the workshop behind a normalised code."""
    query = select(*_ENTRANCE).join(Series, Series.id == Workshop.series_id).where(Workshop.code == code)
    row = session.execute(query).first()
    return Entrance(*tuple(row)) if row else None


def code_of(session: Session, workshop_id: int) -> str:
    """Return the join code of a workshop."""
    return session.scalars(select(Workshop.code).where(Workshop.id == workshop_id)).one()


def seats(session: Session, workshop_id: int) -> list[SeatChoice]:
    """Return the seats of a workshop by name."""
    taken = exists().where(
        Participant.workshop_id == workshop_id,
        Participant.seat_id == Seat.id,
        Participant.removed_at.is_(None),
        Participant.admitted,
    )
    query = (
        select(Seat.id, Seat.name, Seat.kind, Seat.group, taken)
        .join(Workshop, Workshop.series_id == Seat.series_id)
        .where(Workshop.id == workshop_id, Seat.removed_at.is_(None))
        .order_by(Seat.name)
    )
    return [SeatChoice(*row) for row in session.execute(query)]


def is_known(session: Session, workshop_id: int, participant_id: int) -> bool:
    """Return whether somebody has come to this workshop and was not removed."""
    return session.execute(_person(workshop_id, participant_id)).first() is not None


def is_admitted(session: Session, workshop_id: int, participant_id: int) -> bool:
    """Return whether somebody is in this workshop and does not wait at its door."""
    return session.execute(_person(workshop_id, participant_id).where(Participant.admitted)).first() is not None


def _person(workshop_id: int, participant_id: int) -> Select[int]:
    return select(Participant.id).where(
        Participant.id == participant_id,
        Participant.workshop_id == workshop_id,
        Participant.removed_at.is_(None),
    )
