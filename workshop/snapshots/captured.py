"""What was written down beside the agenda: decisions, notes, open topics."""

from typing import Any

from sqlalchemy import Connection, select

from workshop.models import Activity, AnyRow, Capture, Contribution

_C = Capture.__table__.c


def captured_of(connection: Connection, workshop: int) -> list[AnyRow]:
    """Return what was written down, in order; ``value`` is the parked card's. A card its author took back is gone."""
    query = (
        select(_C.id, _C.kind, _C.text, _C.done, _C.at, _C.activity_id, _C.contribution_id)
        .add_columns(Contribution.value, Contribution.state, Activity.title)
        .outerjoin(Contribution, Contribution.id == _C.contribution_id)
        .outerjoin(Activity, Activity.id == _C.activity_id)
        .where(_C.workshop_id == workshop, _C.removed_at.is_(None))
    )
    rows = connection.execute(query.order_by(_C.position, _C.id)).all()
    # Taken back while it was put aside, a card stays hidden and has no words any more.
    return [row for row in rows if row.contribution_id is None or (row.state == "hidden" and row.value is not None)]


def text_of(row: AnyRow) -> str:
    """Return the words of a line; a parked card has its own."""
    if row.contribution_id is None:
        return str(row.text)
    return str(row.value if isinstance(row.value, str) else row.value.get("text", ""))


def captured(connection: Connection, workshop: int) -> list[dict[str, Any]]:
    """Return the lines for those who lead (Captured in wire.ts)."""
    return [
        {
            "id": row.id,
            "kind": row.kind,
            "text": text_of(row),
            "done": row.done,
            "at": row.at,
            "card": row.contribution_id,
            "step": row.title,
        }
        for row in captured_of(connection, workshop)
    ]
