"""Who a number is in a workshop, for the doors: a role and, for participants, a voice."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from workshop.domain.permissions import Who
from workshop.models import Membership, Participant, User, Workshop


@dataclass(frozen=True)
class Identity:
    """``role`` None: nobody here. ``name``: of an account. ``waits``: before the door."""

    role: str | None
    voice: str = ""
    name: str = ""
    waits: bool = False


def identity_of(connection: Connection, workshop_id: int, who: Who) -> Identity:
    """Return who somebody is in a workshop."""
    if who.kind == "participant":
        return _participant(connection, workshop_id, who.id)
    query = (
        select(Membership.role, User.name)
        .join(User, User.id == Membership.user_id)
        .join(Workshop, Workshop.series_id == Membership.series_id)
        .where(Workshop.id == workshop_id, User.id == who.id, User.disabled_at.is_(None))
    )
    row = connection.execute(query).first()
    return Identity(row.role, name=row.name) if row else Identity(None)


def _participant(connection: Connection, workshop_id: int, number: int) -> Identity:
    query = select(Participant.seat_id, Participant.admitted).where(
        Participant.id == number, Participant.workshop_id == workshop_id, Participant.removed_at.is_(None)
    )
    row = connection.execute(query).first()
    if row is None:
        return Identity(None)
    voice = f"seat:{row.seat_id}" if row.seat_id else f"guest:{number}"
    return Identity("participant", voice, waits=not row.admitted)


def observer_issue(connection: Connection, workshop_id: int) -> int:
    """Return which issue of the observers' link is valid; 0 where there is no such workshop."""
    return connection.execute(select(Workshop.observer_issue).where(Workshop.id == workshop_id)).scalar() or 0
