"""The list of speakers, as each audience may see it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from workshop.models import AnyRow, Participant, Seat, Speech

MOST_NEXT = 3  # names on the wall; more would be read instead of listened to

_S = Speech.__table__.c


def for_cockpit(workshop: AnyRow, speeches: Sequence[AnyRow]) -> dict[str, Any]:
    """Return the whole list (Speakers in wire.ts)."""
    listed = [_entry(row) for row in speeches]
    spoken = sorted((one for one in listed if one["state"] == "done"), key=lambda one: one["began_at"])
    return {
        "open": workshop.speakers_open,
        "shown": workshop.show_speakers,
        "limit": workshop.speech_seconds,
        "speaking": next((one for one in listed if one["state"] == "speaking"), None),
        "waiting": [one for one in listed if one["state"] == "waiting"],
        "spoken": spoken,
    }


def for_room(workshop: AnyRow, speeches: Sequence[AnyRow]) -> dict[str, Any] | None:
    """Return what the wall shows of the list (SpeakersShown in wire.ts), None unless it is to be shown."""
    if not workshop.show_speakers or workshop.state != "open":
        return None
    speaking = next((row for row in speeches if row.state == "speaking"), None)
    following = [name_of(row) for row in speeches if row.state == "waiting"]
    if speaking is None and not following:
        return None
    return {
        "speaking": {"name": name_of(speaking), "began_at": speaking.began_at} if speaking else None,
        "next": following[:MOST_NEXT],
        "more": len(following[MOST_NEXT:]),
        "limit": workshop.speech_seconds,
    }


def for_me(connection: Connection, workshop: int, participant: int, seat: int | None) -> dict[str, Any] | None:
    """Return a person's own place on the list, None if they are not on it."""
    query = select(_S.id, _S.state, _S.began_at, _S.seat_id, _S.participant_id).where(
        _S.workshop_id == workshop, _S.removed_at.is_(None), _S.state.in_(("waiting", "speaking"))
    )
    place = 0
    for row in connection.execute(query.order_by(_S.position, _S.id)):
        place += row.state == "waiting"
        if row.seat_id == seat if seat else row.participant_id == participant:
            return {"state": row.state, "place": place if row.state == "waiting" else 0, "began_at": row.began_at}
    return None


def speeches_of(connection: Connection, workshop: int) -> list[AnyRow]:
    """Return who waits, speaks or has spoken, in order."""
    query = (
        select(_S.id, _S.state, _S.seat_id, _S.participant_id, _S.name, _S.asked_at, _S.began_at, _S.ended_at)
        .add_columns(Seat.name.label("seat_name"), Participant.name.label("person_name"))
        .outerjoin(Seat, Seat.id == _S.seat_id)
        .outerjoin(Participant, Participant.id == _S.participant_id)
        .where(_S.workshop_id == workshop, _S.removed_at.is_(None), _S.state != "withdrawn")
    )
    return list(connection.execute(query.order_by(_S.position, _S.id)).all())


def name_of(row: AnyRow) -> str:
    """Return who speaks: the seat, else the person."""
    return str(row.seat_name or row.name or row.person_name or "")


def _entry(row: AnyRow) -> dict[str, Any]:
    names = ("id", "state", "asked_at", "began_at", "ended_at")
    return {name: getattr(row, name) for name in names} | {"seat": row.seat_id, "name": name_of(row)}
