"""Making a workshop. What happens in it stands in the other services."""

import secrets
from typing import Any

from sqlalchemy import func, select

from workshop.domain.codes import new_code
from workshop.domain.errors import Refused
from workshop.domain.permissions import Who, require
from workshop.domain.text import clean_line, optional_line
from workshop.models import Workshop
from workshop.room import Room, role_of
from workshop.services.deletion import after_used

FIRST_REHEARSAL = 2**30
LEAST_MINUTES, MOST_MINUTES = 5, 600


def create(
    room: Room,
    who: Who,
    *,
    series_id: int,
    title: str,
    subtitle: str = "",
    minutes: int = 90,
    starts_at: int | None = None,
    rehearses: int | None = None,
) -> dict[str, Any]:
    """Make an empty workshop in a series; ``rehearses``: it is a rehearsal of that workshop."""
    require(role_of(room.session, who, series_id), "prepare")
    workshop = Workshop(
        id=_number(room, rehearses),
        rehearses=rehearses,
        series_id=series_id,
        title=clean_line(title),
        subtitle=optional_line(subtitle),
        code=free_code(room),
        minutes=clean_minutes(minutes),
        starts_at=starts_at,
        created_at=room.now,
    )
    room.session.add(workshop)
    room.session.flush()
    return {"workshop": workshop.id}


def _number(room: Room, rehearses: int | None) -> int | None:
    """Return the number of a new workshop; None where the database counts on by itself.

    SQLite gives the number of a discarded row to the next one. A phone that was in a rehearsal must not
    be somebody in the next workshop, so rehearsals have numbers of their own, never the same twice.
    """
    if rehearses is not None:
        return FIRST_REHEARSAL + secrets.randbelow(FIRST_REHEARSAL - 1)
    if room.session.get_bind().dialect.name != "sqlite":
        return None
    newest = room.session.scalar(select(func.max(Workshop.id)).where(Workshop.id < FIRST_REHEARSAL)) or 0
    return max(newest, after_used(room, Workshop)) + 1


def clean_minutes(minutes: int) -> int:
    """Return the length of a workshop; raises Refused ``minutes_range``."""
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise Refused("minutes_range", least=LEAST_MINUTES, most=MOST_MINUTES)
    return minutes


def free_code(room: Room) -> str:
    """Return a join code that no workshop has."""
    while True:
        code = new_code()
        if not room.session.scalars(select(Workshop.id).where(Workshop.code == code)).first():
            return code
