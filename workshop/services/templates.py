"""Handing a workshop on: its agenda as a file ``workshop-template/1``, and a workshop made from such a file.

The file holds no answers, no seats and no persons. Steps are named after their titles, so that what is
written from a workshop made from a file is that file again.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from workshop.activities import exists, forms, type_of
from workshop.domain.permissions import Who
from workshop.library import FORMAT
from workshop.models import Workshop
from workshop.models.chain import Reader, steps_of
from workshop.room import Room
from workshop.services import library, workshops
from workshop.services.agenda import OF_EVERY_STEP
from workshop.services.template_file import Template

_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
LONGEST_NAME = 50


def take(room: Room, who: Who, *, series_id: int, template: Template) -> dict[str, Any]:
    """Make a workshop from a checked file."""
    facts = template.facts
    made = workshops.create(room, who, series_id=series_id, title=facts["title"], subtitle=facts["subtitle"])
    # The editor allows a longer day than the form of a new workshop.
    room.session.get_one(Workshop, made["workshop"]).minutes = facts["minutes"]
    library.lay_out(room, made["workshop"], template.steps)
    return made


def written(reader: Reader, workshop_id: int) -> str:
    """Return the workshop's agenda as the text of a file."""
    columns = select(Workshop.title, Workshop.subtitle, Workshop.minutes).where(Workshop.id == workshop_id)
    facts = reader.execute(columns).one()
    steps = steps_of(reader, workshop_id)
    names = dict(zip((step.id for step in steps), _names([step.title for step in steps]), strict=True))
    file = {
        "format": FORMAT,
        "title": facts.title,
        "workshop": dict(facts._mapping),
        "agenda": [_step(step, names) for step in steps],
    }
    return json.dumps(file, ensure_ascii=False, indent=1) + "\n"


def _step(step: Any, names: dict[int, str]) -> dict[str, Any]:
    columns = {name: getattr(step, name) for name in ("type", "title", "minutes", "note", "premoderated")}
    return {"id": names[step.id], **columns, "config": _config(step, names)}


def _config(step: Any, names: dict[int, str]) -> dict[str, Any]:
    """The fields in the order of the form; databases do not keep that of the keys."""
    kept: dict[str, Any] = dict(sorted(step.config.items()))
    if exists(step.type):
        fields = type_of(step.type).fields
        filled = {spec.name: step.config.get(spec.name, forms.plain(spec.default)) for spec in fields}
        kept = filled | {name: step.config[name] for name in OF_EVERY_STEP if name in step.config}
    # A file is text: pictures stay in their series.
    pictures = {spec.name for spec in type_of(step.type).fields if spec.kind == "picture"}
    kept |= dict.fromkeys(pictures & set(kept))
    return {name: _sorted(library.linked(step.type, name, value, names)) for name, value in kept.items()}


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(one) for one in value] if isinstance(value, list) else value


def _names(titles: Sequence[str]) -> list[str]:
    """Return a name for each title: plain letters, and none twice."""
    names: list[str] = []
    for title in titles:
        name = _plain(title)
        tries = (f"{name}-{n}" for n in range(2, len(titles) + 2))
        names.append(name if name not in names else next(one for one in tries if one not in names))
    return names


def _plain(title: str) -> str:
    bare = unicodedata.normalize("NFKD", title.lower().translate(_SPELLED)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:LONGEST_NAME].strip("-") or "schritt"
