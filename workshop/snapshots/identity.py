"""Who a number is in a workshop, for the doors: a role and, for participants, a voice."""

from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from workshop.domain.permissions import Who
from workshop.models import Membership, Participant, User, Workshop


@dataclass(frozen=True)
class Identity:
    """``role`` None: nobody here. ``name``: of an account. ``waits``: before the door. ``person``: whose device."""

    role: str | None
    voice: str = ""
    name: str = ""
    waits: bool = False
    person: int = 0


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
    person = whose(connection, number)
    query = select(Participant.seat_id, Participant.admitted).where(
        Participant.id == person, Participant.workshop_id == workshop_id, Participant.removed_at.is_(None)
    )
    row = connection.execute(query).first()
    if row is None:
        return Identity(None)
    voice = f"seat:{row.seat_id}" if row.seat_id else f"guest:{person}"
    return Identity("participant", voice, waits=not row.admitted, person=person)


def whose(reader: Session | Connection, number: int) -> int:
    """Return the person behind the number that a device proved: another one, if the moderator said whose it is."""
    query = select(Participant.device_of).where(Participant.id == number)
    return reader.execute(query).scalar() or number


def observer_issue(connection: Connection, workshop_id: int) -> int:
    """Return which issue of the observers' link is valid; 0 where there is no such workshop."""
    return connection.execute(select(Workshop.observer_issue).where(Workshop.id == workshop_id)).scalar() or 0
