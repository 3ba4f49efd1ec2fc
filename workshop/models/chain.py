"""What a step takes from an earlier one: the themes of its cards as options, or its cards to arrange."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from workshop.models.activity import Activity, Theme

Reader = Session | Connection


def options_for(reader: Reader, config: dict[str, Any]) -> list[dict[str, str]] | None:
    """Return the options taken from an earlier step as ``[{"id", "label"}]``, None if none are.

    The ids are stable: ``theme:<number>``.
    """
    source = source_of(config)
    if source is None:
        return None
    query = select(Theme.id, Theme.title).where(Theme.activity_id == source, Theme.removed_at.is_(None))
    rows = reader.execute(query.order_by(Theme.position, Theme.id)).all()
    return [{"id": f"theme:{number}", "label": title} for number, title in rows]


def source_of(config: dict[str, Any]) -> int | None:
    """Return the step whose themes are the options, or None."""
    for key in ("options_from", "options"):
        named = config.get(key)
        if isinstance(named, dict) and named.get("what") == "themes":
            return int(named["activity"])
    return None


def arranged_by(config: dict[str, Any]) -> int | None:
    """Return the step whose cards this one arranges, or None."""
    named = config.get("arranges")
    return int(named) if named else None


def steps_of(reader: Reader, workshop_id: int) -> Sequence[Any]:
    """Return the present steps of a workshop in their order, as rows of columns."""
    query = select(*Activity.__table__.columns).where(
        Activity.workshop_id == workshop_id, Activity.removed_at.is_(None)
    )
    return reader.execute(query.order_by(Activity.position, Activity.id)).all()
