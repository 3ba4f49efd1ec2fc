"""Pictures of a series: noting one that was uploaded, and forgetting those that nothing refers to."""

from typing import Any

from sqlalchemy import ColumnElement, Text, cast, delete, exists, or_, select

from workshop.domain.errors import NotFound, Refused
from workshop.domain.permissions import Who, require
from workshop.models import Activity, Entry, Picture, Round, Workshop
from workshop.room import Room, role_of

MOST = 500  # of a series
FRESH = 24 * 3600 * 1000  # milliseconds in which an upload may wait for its step
_P = Picture.__table__.c


def add_picture(
    room: Room,
    who: Who,
    *,
    workshop_id: int,
    hash: str,
    kind: str,
    width: int,
    height: int,  # noqa: A002
) -> dict[str, Any]:
    """Note a picture for the series of a workshop; return ``gone``: files that nothing refers to any more."""
    workshop = room.session.get(Workshop, workshop_id)
    if workshop is None:
        raise NotFound("not_found")
    require(role_of(room.session, who, workshop.series_id), "prepare")
    mine = select(Picture).where(Picture.series_id == workshop.series_id)
    pictures = list(room.session.scalars(mine))
    found = next((one for one in pictures if one.hash == hash), None)
    if found is None and len(pictures) >= MOST:
        raise Refused("too_many", most=MOST)
    if found is None:
        facts = {"hash": hash, "kind": kind, "width": width, "height": height}
        room.session.add(Picture(series_id=workshop.series_id, added_at=room.now, **facts))
    else:
        found.added_at = room.now  # it waits for its step again
    room.session.flush()
    return {"gone": forgotten(room, workshop.series_id, since=room.now - FRESH)}


def forgotten(room: Room, series_id: int, *, since: int) -> list[list[str]]:
    """Forget pictures of a series from before ``since`` that no step, no round and no undo names.

    Returns those that no series has now.
    """
    old = select(_P.id, _P.hash, _P.kind).where(_P.series_id == series_id, _P.added_at < since)
    unused = room.session.execute(old.where(~_is_named(series_id))).all()
    room.session.execute(delete(Picture).where(_P.id.in_([row.id for row in unused])))
    kept = set(room.session.scalars(select(_P.hash).where(_P.hash.in_([row.hash for row in unused]))))
    return [[row.hash, row.kind] for row in unused if row.hash not in kept]


def _is_named(series_id: int) -> ColumnElement[bool]:
    """By its hash in the text of the JSON: whatever form a reference has, it is found."""
    here = select(Workshop.id).where(Workshop.series_id == series_id)
    steps = select(Activity.id).where(Activity.workshop_id.in_(here))
    named = (
        exists().where(Activity.workshop_id.in_(here), cast(Activity.config, Text).contains(_P.hash)),
        exists().where(Round.activity_id.in_(steps), cast(Round.frozen, Text).contains(_P.hash)),
        exists().where(Entry.workshop_id.in_(here), cast(Entry.changes, Text).contains(_P.hash)),
    )
    return or_(*named)
