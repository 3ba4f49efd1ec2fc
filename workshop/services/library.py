"""Agendas that are there already: the templates of the product and the workshops held before.

Steps refer to each other: in a template by name, in the database by number. Planting and copying
make new steps of them. It must not know what a type makes of its config.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from workshop.activities import type_of
from workshop.domain.errors import NotAllowed, NotFound
from workshop.domain.permissions import Who, require
from workshop.library import HOME, SAMPLE, templates
from workshop.models import Activity, Round, Seat, Series, Workshop
from workshop.room import Room, role_of
from workshop.services import workshops

_COPIED = ("type", "title", "minutes", "note", "config", "premoderated")


def plant(
    room: Room, who: Who, *, series_id: int, template: str, title: str | None = None, language: str = HOME
) -> dict[str, Any]:
    """Make a workshop with the template's agenda in a language; raises NotFound ``no_template``."""
    chosen = templates(language).get(template)
    if chosen is None:
        raise NotFound("no_template")
    facts = chosen["workshop"]
    named = {**facts, "title": title or facts["title"]}
    made = workshops.create(room, who, series_id=series_id, **named)
    steps = [{"note": "", "premoderated": False, **step} for step in chosen["agenda"]]
    lay_out(room, made["workshop"], steps)
    return made


def copy(
    room: Room, who: Who, *, workshop_id: int, title: str | None = None, rehearses: int | None = None
) -> dict[str, Any]:
    """Make a workshop with the agenda of another one of the same series, without answers and themes."""
    source = room.session.get(Workshop, workshop_id)
    if source is None:
        raise NotFound("not_found")
    require(role_of(room.session, who, source.series_id), "prepare")
    facts: dict[str, Any] = {"title": title or source.title, "subtitle": source.subtitle, "minutes": source.minutes}
    made = workshops.create(room, who, series_id=source.series_id, rehearses=rehearses, **facts)
    lay_out(room, made["workshop"], [_step(activity) for activity in _agenda(room, workshop_id)])
    return made


def plant_sample(room: Room, who: Who) -> dict[str, Any]:
    """Make the sample series with its roster and its workshop, once; return the ids of both."""
    if who.kind != "system":
        raise NotAllowed("not_allowed")
    series = room.session.scalars(select(Series).where(Series.is_sample)).first() or _sample_series(room)
    query = select(Workshop.id).where(Workshop.series_id == series.id, Workshop.is_sample)
    workshop_id = room.session.scalars(query.order_by(Workshop.id)).first()
    if workshop_id is None:
        workshop_id = plant(room, who, series_id=series.id, template=SAMPLE)["workshop"]
        room.session.get_one(Workshop, workshop_id).is_sample = True
    return {"series": series.id, "workshop": workshop_id}


def lay_out(room: Room, workshop_id: int, steps: Sequence[Mapping[str, Any]]) -> None:
    """Add the steps in order; what refers to the id of a step then refers to the new step's."""
    made: dict[Any, Activity] = {}
    for position, step in enumerate(steps, start=1):
        columns = {name: step[name] for name in _COPIED}
        made[step["id"]] = Activity(workshop_id=workshop_id, position=position, **columns)
    room.session.add_all(made.values())
    room.session.flush()
    numbers = {former: activity.id for former, activity in made.items()}
    for activity in made.values():
        activity.config = {name: linked(activity.type, name, value, numbers) for name, value in activity.config.items()}
        room.session.add(Round(activity_id=activity.id))


def linked(type_name: str, name: str, value: Any, others: Mapping[Any, Any]) -> Any:
    """Return the value with what ``others`` calls the step it refers to; a lost reference becomes empty.

    By the type's fields, and by shape as well, because the type may not exist yet.
    """
    steps = {spec.name for spec in type_of(type_name).fields if spec.kind == "step"}
    if name == "arranges" or name in steps:
        return others.get(value)
    if isinstance(value, dict) and "activity" in value:
        other = others.get(value["activity"])
        return {**value, "activity": other} if other else []
    return value


def _step(activity: Activity) -> dict[str, Any]:
    return {"id": activity.id, **{name: getattr(activity, name) for name in _COPIED}}


def _agenda(room: Room, workshop_id: int) -> Sequence[Activity]:
    query = select(Activity).where(Activity.workshop_id == workshop_id, Activity.removed_at.is_(None))
    return room.session.scalars(query.order_by(Activity.position, Activity.id)).all()


def _sample_series(room: Room) -> Series:
    template = templates()[SAMPLE]
    series = Series(**template["series"], is_sample=True, created_at=room.now)
    room.session.add(series)
    room.session.flush()
    for position, seat in enumerate(template["seats"], start=1):
        room.session.add(Seat(series_id=series.id, position=position, **seat))
    return series
