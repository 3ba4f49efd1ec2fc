"""What the editor needs besides the live pictures: the forms of all types, and where the workshop belongs."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.activities import TYPES
from workshop.activities.base import ActivityType
from workshop.models import Series, Workshop


def for_editor(session: Session, workshop_id: int) -> dict[str, Any] | None:
    """Return ``{"title", "series": {"id", "title"}, "types": [TypeForm in wire.ts]}``; None if there is none."""
    columns = select(Workshop.title, Series.id, Series.title.label("series"))
    query = columns.join(Series, Series.id == Workshop.series_id).where(Workshop.id == workshop_id)
    found = session.execute(query).first()
    if found is None:
        return None
    return {
        "title": found.title,
        "series": {"id": found.id, "title": found.series},
        "types": [type_form(kind) for kind in TYPES.values()],
    }


def type_form(kind: ActivityType) -> dict[str, Any]:
    """Return the form of a type (TypeForm in wire.ts)."""
    return {
        "name": kind.name,
        "privacies": list(kind.privacies),
        "fields": [asdict(field) for field in kind.fields],
        "takes_input": bool(kind.kinds),
        "votes": kind.votes,
        "shows_live": kind.shows_live,
        "opens_shown": kind.opens_shown,
        "decides": kind.decides,
        "leads_on": kind.leads_on,
        "sorts": kind.sorts,
        "in_parts": list(kind.in_parts),
    }
