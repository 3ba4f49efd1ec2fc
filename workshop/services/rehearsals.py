"""Rehearsing a workshop in a marked copy, and throwing that away as a whole."""

from typing import Any

from sqlalchemy import select

from workshop.domain.errors import Conflict, NotFound, Refused
from workshop.domain.permissions import Who, require
from workshop.models import Workshop
from workshop.room import Room, role_of
from workshop.services import deletion, library


def rehearse(room: Room, who: Who, *, workshop_id: int) -> dict[str, Any]:
    """Make a rehearsal of a workshop, its room open; raises Conflict ``rehearsed_already``."""
    source = room.session.get(Workshop, workshop_id)
    if source is None:
        raise NotFound("not_found")
    require(role_of(room.session, who, source.series_id), "run")
    if source.rehearses is not None or rehearsal_of(room, workshop_id):
        raise Conflict("rehearsed_already")
    made = library.copy(room, who, workshop_id=workshop_id, rehearses=workshop_id)
    copy = room.session.get_one(Workshop, made["workshop"])
    copy.state, copy.started_at = "open", room.now
    return made


def rehearsal_of(room: Room, workshop_id: int) -> int | None:
    """Return the rehearsal of a workshop, if there is one."""
    return room.session.scalars(select(Workshop.id).where(Workshop.rehearses == workshop_id)).first()


def discard(room: Room, who: Who, *, workshop_id: int) -> dict[str, Any]:
    """Delete a rehearsal with all that was given in it; raises Refused ``no_rehearsal``.

    Returns what is to be cleared up as ``delete_workshop`` does; no picture is only a rehearsal's.
    """
    # Locked, so that on PostgreSQL nobody gives to it meanwhile.
    found = room.session.scalars(select(Workshop).where(Workshop.id == workshop_id).with_for_update()).first()
    if found is None:
        raise NotFound("not_found")
    require(role_of(room.session, who, found.series_id), "run")
    if found.rehearses is None:
        raise Refused("no_rehearsal")
    source = found.rehearses
    room.session.expunge(found)
    return {"source": source, "gone": [], **deletion.delete_rooms(room, [workshop_id])}
