"""The register of measures as the audiences see it: moderators with what they edit it by, the room without."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from workshop.models import AnyRow, Measure

_M = Measure.__table__.c
_SAID = ("what", "responsible", "involved", "due", "status")


def measures_of(connection: Connection, workshop_id: int) -> Sequence[AnyRow]:
    """Return the measures of a workshop in their order."""
    query = select(*_M).where(_M.workshop_id == workshop_id, _M.removed_at.is_(None))
    rows: Sequence[AnyRow] = connection.execute(query.order_by(_M.position, _M.id)).all()
    return rows


def for_moderators(connection: Connection, workshop_id: int) -> list[dict[str, Any]]:
    """Return every measure as it is edited (Measure in wire.ts)."""
    return [
        {"id": row.id, "activity": row.activity_id, "card": row.contribution_id, "origin": row.origin, **_said(row)}
        for row in measures_of(connection, workshop_id)
    ]


def for_the_room(connection: Connection, workshop_id: int) -> list[dict[str, Any]]:
    """Return what the room may read; which proposal a measure came of could tell whose it was."""
    rows = measures_of(connection, workshop_id)
    return [{"n": n, **_said(row)} for n, row in enumerate(rows, start=1)]


def _said(row: AnyRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _SAID}
