"""Editing a workshop and its agenda: its facts, its steps, their order.

Saved field by field: an edit carries the value its editor saw, so that two people who edit
different fields never meet, and the second one at the same field is shown both texts.
It must not know what a type asks for; the type's fields say so.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select

from workshop.activities import exists, forms, type_of
from workshop.activities.base import ActivityType, Field
from workshop.domain import ballots
from workshop.domain.ballots import LEAST_BALLOTS
from workshop.domain.errors import Conflict, Refused
from workshop.domain.lifecycle import OPEN
from workshop.domain.permissions import Who
from workshop.domain.text import clean_line, clean_text
from workshop.models import Activity, Picture, Round
from workshop.models.chain import steps_needed
from workshop.room import Room

LONGEST_STEP = 600  # minutes
LONGEST_DAY = 1440  # minutes
MOST_BALLOTS = 1000
LAST_MOMENT = 7_258_118_400_000  # the year 2200, in milliseconds; past 9999 no calendar can show a page
# What participants see of an open step was frozen when it opened; these three are not part of it.
ALWAYS_FREE = ("title", "minutes", "note")
# How a step takes input, kept in its config beside the fields of its type; None: what is usual for the type.
OF_EVERY_STEP = ("privacy", "who", "live", "least_ballots", "may_spoil")
WHO_GIVES = ("seats", "all")


def edit_workshop(room: Room, who: Who, *, field: str, value: Any, former: Any) -> dict[str, Any]:
    """Change one fact of the workshop; return the value as it is stored."""
    if field not in _WORKSHOP_FIELDS:
        raise Refused("unknown_field")
    wanted = _WORKSHOP_FIELDS[field](value)
    _must_stand(field, getattr(room.workshop, field), wanted, former)
    setattr(room.workshop, field, wanted)
    return {"value": wanted}


def edit_step(room: Room, who: Who, *, activity: int, field: str, value: Any, former: Any) -> dict[str, Any]:
    """Change one field of a step; return the value as it is stored.

    Raises Conflict ``conflict`` (with ``stands``) and ``frozen``; Refused beside the field.
    """
    step = room.activity(activity)
    wanted = _cleaned(room, step, field, value)
    _must_stand(field, _present(step, field), wanted, former)
    if field in ALWAYS_FREE:
        setattr(step, field, wanted)
    elif _present(step, field) != wanted:
        if room.round_of(step).state == OPEN:
            raise Conflict("frozen")
        step.config = {**step.config, field: wanted}
    return {"value": wanted}


def add_step(
    room: Room, who: Who, *, type: str, title: str, after: int | None, words: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Put a new step behind ``after``, or at the end; return its id. ``words``: what its fields start with."""
    if not exists(type):
        raise Refused("unknown_type")
    kind = type_of(type)
    previous = room.activity(after) if after is not None else None
    said = {name: forms.clean_field(forms.field_of(kind, name), value) for name, value in (words or {}).items()}
    made = Activity(type=type, title=clean_line(title), config=forms.default_config(kind) | said)
    return _insert(room, made, previous)


def copy_step(room: Room, who: Who, *, activity: int) -> dict[str, Any]:
    """Put a copy behind the step, without its rounds and contributions; return its id."""
    step = room.activity(activity)
    copied = ("type", "minutes", "note", "config", "premoderated")
    made = Activity(title=_free_title(room, step.title), **{name: getattr(step, name) for name in copied})
    return _insert(room, made, step)


def move_step(room: Room, who: Who, *, activity: int, to: int) -> None:
    """Make the step number ``to`` of the agenda, counted from 1."""
    step = room.activity(activity)
    others = [other for other in _steps(room) if other is not step]
    place = forms.clean_number(to, 1, len(others) + 1)
    _renumber([*others[: place - 1], step, *others[place - 1 :]])


def remove_step(room: Room, who: Who, *, activity: int) -> None:
    """Take the step out of the agenda; what was given to it stays, and undo brings it back.

    Raises Conflict ``step_live`` and ``secret_uncounted``: what is in the box of a step that is gone could be neither
    counted nor annulled, and the workshop not be archived.

    The positions of the others stay as they are, so that undo fits whatever was moved meanwhile.
    """
    step = room.activity(activity)
    if room.workshop.live_activity_id == step.id or room.round_of(step).state == OPEN:
        raise Conflict("step_live")
    if ballots.waits_to_be_counted(room.round_of(step)):
        raise Conflict("secret_uncounted")
    for other in _steps(room):
        if step.id in steps_needed(other.config):
            raise Refused("step_needed", step=other.title)
    step.removed_at = room.now


def _must_stand(field: str, present: Any, wanted: Any, former: Any) -> None:
    """Refuse a change of a value that was not seen; the same value again is no conflict but a resend."""
    if present not in (former, wanted):
        raise Conflict("conflict", stands=present, field=field)


def _present(step: Activity, field: str) -> Any:
    if field in ALWAYS_FREE:
        return getattr(step, field)
    if field in OF_EVERY_STEP:
        return step.config.get(field)
    default = forms.field_of(type_of(step.type), field).default
    return step.config.get(field, forms.plain(default))


def _cleaned(room: Room, step: Activity, field: str, value: Any) -> Any:
    if field in _STEP_FIELDS:
        return _STEP_FIELDS[field](value)
    if field in OF_EVERY_STEP:
        return clean_of_every(type_of(step.type), field, value)
    spec = forms.field_of(type_of(step.type), field)
    wanted = forms.clean_field(spec, value)
    referred = forms.reference(spec, wanted)
    if referred is not None and (referred == step.id or not can_give(room.activity(referred).type, spec, wanted)):
        raise Refused("not_that_step")
    return _with_size(room, wanted) if spec.kind == "picture" and wanted else wanted


def _with_size(room: Room, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return a picture of this series as it is kept; of what a browser says only the words count."""
    here = select(Picture).where(Picture.series_id == room.workshop.series_id)
    found = room.session.scalars(here.where(Picture.hash == wanted["hash"])).first()
    if found is None:
        raise Refused("picture_gone")
    return {**wanted, "width": found.width, "height": found.height}


def can_give(source: str, spec: Field, wanted: Any) -> bool:
    """Return whether a step of type ``source`` has what is wanted of it: themes, the best of a result, or cards."""
    if isinstance(wanted, dict) and wanted["what"] == "best":
        return type_of(source).leads_on
    return source == spec.of if spec.of else type_of(source).sorts


def _steps(room: Room) -> list[Activity]:
    steps = select(Activity).where(Activity.workshop_id == room.workshop.id, Activity.removed_at.is_(None))
    return list(room.session.scalars(steps.order_by(Activity.position, Activity.id)))


def _insert(room: Room, made: Activity, previous: Activity | None) -> dict[str, Any]:
    steps = _steps(room)
    place = steps.index(previous) + 1 if previous else len(steps)
    made.workshop_id = room.workshop.id
    made.position = place + 1
    room.session.add(made)
    _renumber([*steps[:place], made, *steps[place:]])
    room.session.flush()
    room.session.add(Round(activity_id=made.id))
    return {"activity": made.id}


def _renumber(steps: list[Activity]) -> None:
    for place, step in enumerate(steps, start=1):
        step.position = place


def _free_title(room: Room, title: str) -> str:
    """Return "Lagebild (2)" or the next free number, so that nobody mistakes the copy for the step."""
    taken = {step.title for step in _steps(room)}
    copies = (f"{title[:190]} ({n})" for n in range(2, len(taken) + 3))
    return next(copy for copy in copies if copy not in taken)


def _subtitle(value: Any) -> str:
    return "" if value == "" else clean_line(value)


def _note(value: Any) -> str:
    return "" if value == "" else clean_text(value)


def clean_of_every(kind: ActivityType, field: str, value: Any) -> Any:
    """Return how a step of this type takes input, one of OF_EVERY_STEP."""
    if field == "privacy":
        return forms.clean_choice(value, kind.privacies)
    if field in ("least_ballots", "may_spoil"):
        return _of_ballots(kind, field, value)
    return forms.clean_choice(value, WHO_GIVES) if field == "who" else _shown_live(kind, value)


def _of_ballots(kind: ActivityType, field: str, value: Any) -> int | bool:
    if "secret" not in kind.privacies:
        raise Refused("not_an_option")
    if field == "may_spoil":
        return forms.clean_switch(value)
    return forms.clean_number(value, LEAST_BALLOTS, MOST_BALLOTS)


def _shown_live(kind: ActivityType, value: Any) -> bool:
    """A vote that is shown while it is open would pull the late voters along."""
    if forms.clean_switch(value) and not kind.shows_live:
        raise Refused("not_an_option")
    return bool(value)


def _moment(value: Any) -> int | None:
    return None if value is None else forms.clean_number(value, 0, LAST_MOMENT)


_WORKSHOP_FIELDS: dict[str, Callable[[Any], Any]] = {
    "title": clean_line,
    "subtitle": _subtitle,
    "minutes": lambda value: forms.clean_number(value, 1, LONGEST_DAY),
    "starts_at": _moment,
}
_STEP_FIELDS: dict[str, Callable[[Any], Any]] = {
    "title": clean_line,
    "minutes": lambda value: forms.clean_number(value, 0, LONGEST_STEP),
    "note": _note,
}
