"""The register of measures: taking up what was agreed, and saying who does it until when.

Saved field by field like the agenda: an edit carries the value its editor saw. What stands in the
register is the moderators' wording; a proposal that was adopted stays as it was written.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import func, select

from workshop.domain.errors import Conflict, NotFound, Refused
from workshop.domain.permissions import Who
from workshop.domain.text import clean_line, clean_text
from workshop.models import Contribution, Measure, Round
from workshop.models.measure import STATUSES
from workshop.room import Room

LONGEST = 500  # characters of a measure
MOST = 300  # measures of a workshop; more is a mistake
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def add_measure(
    room: Room, who: Who, *, activity: int | None, what: str, contribution: int | None = None, origin: str = ""
) -> dict[str, Any]:
    """Take up a measure at the end of the register; return its id. It may belong to no step."""
    step = room.activity(activity) if activity is not None else None
    card = _free_card(room, contribution) if contribution is not None else None
    made = Measure(activity_id=step and step.id, contribution_id=card and card.id, what=_what(what), origin=origin)
    return _append(room, made)


def adopt(room: Room, who: Who, *, card: int) -> dict[str, Any]:
    """Make a measure of a proposal that stands; raise Conflict ``adopted`` if that was done already."""
    found = _free_card(room, card)
    text = found.value["text"] if isinstance(found.value, dict) else found.value
    origin = found.value.get("origin", "") if isinstance(found.value, dict) else ""
    step = room.session.get_one(Round, found.round_id).activity_id
    return _append(room, Measure(activity_id=step, contribution_id=found.id, what=_what(text), origin=origin))


def edit_measure(room: Room, who: Who, *, measure: int, field: str, value: Any, former: Any) -> dict[str, Any]:
    """Change one field; return the value as it is stored. Raise Conflict ``conflict`` with what ``stands``."""
    if field not in _FIELDS:
        raise Refused("unknown_field")
    found = _measure(room, measure)
    wanted, present = _FIELDS[field](value), getattr(found, field)
    # The same value again is no conflict but a resend.
    if present not in (former, wanted):
        raise Conflict("conflict", stands=present, field=field)
    setattr(found, field, wanted)
    return {"value": wanted}


def move_measure(room: Room, who: Who, *, measure: int, to: int) -> None:
    """Make it number ``to`` of the register, counted from 1."""
    found = _measure(room, measure)
    others = [other for other in _register(room) if other is not found]
    others.insert(max(0, min(to - 1, len(others))), found)
    for position, other in enumerate(others, start=1):
        other.position = position


def remove_measure(room: Room, who: Who, *, measure: int) -> None:
    """Take it out of the register; the others keep their positions, so that undo fits whatever was moved."""
    _measure(room, measure).removed_at = room.now


def _append(room: Room, made: Measure) -> dict[str, Any]:
    query = select(func.count(), func.max(Measure.position)).where(Measure.workshop_id == room.workshop.id)
    count, last = room.session.execute(query).one()
    if count >= MOST:
        raise Refused("too_many", most=MOST)
    made.workshop_id, made.position, made.at = room.workshop.id, (last or 0) + 1, room.now
    room.session.add(made)
    room.session.flush()
    return {"measure": made.id}


def _free_card(room: Room, number: int) -> Contribution:
    """Return the proposal if it stands and there is no measure of it yet."""
    card = room.card(number)
    if card.state != "shown":
        raise Conflict("card_state", state=card.state)
    if any(measure.contribution_id == card.id for measure in _register(room)):
        raise Conflict("adopted")
    return card


def _measure(room: Room, number: int) -> Measure:
    found = room.session.get(Measure, number)
    if found is None or found.workshop_id != room.workshop.id or found.removed_at is not None:
        raise NotFound("not_found")
    return found


def _register(room: Room) -> list[Measure]:
    query = select(Measure).where(Measure.workshop_id == room.workshop.id, Measure.removed_at.is_(None))
    return list(room.session.scalars(query.order_by(Measure.position, Measure.id)))


def _what(value: Any) -> str:
    return clean_text(value, LONGEST)


def _line(longest: int) -> Callable[[Any], str]:
    return lambda value: "" if isinstance(value, str) and not value.strip() else clean_line(value, longest)


def _due(value: Any) -> str:
    """Return a day that is in the calendar, written 2017-03-31, or nothing."""
    if value == "":
        return ""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise Refused("no_date")
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise Refused("no_date") from None


def _status(value: Any) -> str:
    if value not in STATUSES:
        raise Refused("not_an_option")
    return str(value)


_FIELDS: dict[str, Callable[[Any], str]] = {
    "what": _what,
    "responsible": _line(200),
    "involved": _line(300),
    "due": _due,
    "status": _status,
}
