"""What one person gave and who they are: sent to their own devices only."""

from typing import Any

from sqlalchemy import Connection, select

from workshop.domain.answers import fate
from workshop.domain.roster import has_mayor
from workshop.models import Activity, AnyRow, Contribution, Participant, Roll, Round, Seat
from workshop.models.seats import handings, holders, other_on, people_on
from workshop.snapshots import speakers
from workshop.snapshots.wishes import wished_by

_C = Contribution.__table__.c


def for_me(connection: Connection, participant: int, came_as: int = 0) -> dict[str, Any] | None:
    """Return the person's own picture (Me in wire.ts), None if they were removed; ``came_as``: on which device."""
    query = (
        select(Participant.id, Participant.workshop_id, Participant.capacity, Participant.name, Participant.seat_id)
        .add_columns(Participant.joined_at, Participant.admitted, Participant.proof)
        .add_columns(Seat.name.label("seat_name"), Seat.kind.label("seat_kind"))
        .outerjoin(Seat, Seat.id == Participant.seat_id)
        .where(Participant.id == participant, Participant.removed_at.is_(None))
    )
    person = connection.execute(query).first()
    if person is None:
        return None
    voice = f"seat:{person.seat_id}" if person.seat_id else f"guest:{person.id}"
    seat = _seat(person) if person.seat_id else None
    here = person.admitted  # who waits before the door learns nothing of what the seat gave
    return {
        "participant": person.id,
        "voice": voice,
        "capacity": person.capacity,
        "name": person.name,
        "joined_at": person.joined_at,
        "admitted": person.admitted,
        "proven": person.proof != "code",
        "seat": seat,
        "speech": speakers.for_me(connection, person.workshop_id, person.id, person.seat_id) if here else None,
        "holding": _holding(connection, person.workshop_id, person.seat_id, person.id)
        if person.seat_id and here
        else None,
        "devices": _devices(connection, person.id, came_as),
        "cast": _cast(connection, person.workshop_id, person.seat_id) if person.seat_id and here else [],
        "wishes": wished_by(connection, person.workshop_id, voice) if here else [],
        "given": _given(connection, person.workshop_id, voice) if here else [],
    }


def _seat(person: AnyRow) -> dict[str, Any]:
    kind = person.seat_kind
    return {"id": person.seat_id, "name": person.seat_name, "kind": kind, "has_mayor": has_mayor(kind)}


def _holding(connection: Connection, workshop: int, seat: int, person: int) -> dict[str, Any]:
    """Return whether the seat's vote is in these hands, who else is on the seat, and every hand-over."""
    other = other_on(people_on(connection, workshop, [seat]).get(seat, []), person)
    return {
        "mine": holders(connection, workshop, [seat]).get(seat, person) == person,
        "other": other.capacity if other else None,
        "log": [{"to": row.capacity, "at": row.at} for row in handings(connection, workshop, [seat])],
    }


def _devices(connection: Connection, person: int, this: int) -> list[dict[str, int]]:
    """Return the further devices that the moderator let in as this person's, without the one that is asking."""
    query = select(Participant.id, Participant.removed_at).where(
        Participant.device_of == person, Participant.id != this
    )
    return [{"id": row.id, "at": row.removed_at} for row in connection.execute(query.order_by(Participant.id))]


def _cast(connection: Connection, workshop: int, seat: int) -> list[int]:
    """Return the secret rounds in which this seat has cast; never when, never what."""
    query = (
        select(Roll.round_id)
        .join(Round, Round.id == Roll.round_id)
        .join(Activity, Activity.id == Round.activity_id)
        .where(Activity.workshop_id == workshop, Roll.seat_id == seat, Roll.voted)
    )
    return sorted(connection.execute(query).scalars())


def _given(connection: Connection, workshop: int, voice: str) -> list[dict[str, Any]]:
    query = (
        select(
            _C.id, _C.round_id, Activity.id, _C.kind, _C.item, _C.value, _C.n, _C.key, _C.state, _C.saved_at, _C.entered
        )
        .join(Round, Round.id == _C.round_id)
        .join(Activity, Activity.id == Round.activity_id)
        .where(_C.voice == voice, Activity.workshop_id == workshop)
        .order_by(_C.id)
    )
    names = ("id", "round", "activity", "kind", "item", "value", "n", "key", "state", "saved_at", "entered")
    rows = [dict(zip(names, row, strict=True)) for row in connection.execute(query)]
    return [row | {"state": fate(row["state"])} for row in rows]
