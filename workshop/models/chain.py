"""What a step takes from an earlier one: its options, or its cards to arrange.

A reference in a config is ``{"activity": id, "what": "themes" | "best", "most": n}``; without ``most`` all.
The ids of the options are those of where they were first made (``theme:<number>`` or a line's own), so
that one option can be followed through the whole chain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from workshop.activities import type_of
from workshop.activities.base import ActivityType
from workshop.models.activity import Activity, Theme
from workshop.models.material import last_result

Reader = Session | Connection


# Stand for options that only the workshop will bring, where something else may be missing.
_SOME = [{"id": name, "label": name} for name in "AB"]


@dataclass(frozen=True)
class Taken:
    """What a step takes from an earlier one: ``[{"id", "label"}]``, of so many. None: it takes nothing."""

    options: list[dict[str, str]] | None = None
    of: int = 0


def taken_for(reader: Reader, kind: ActivityType, config: dict[str, Any]) -> Taken:
    """Return the options taken from an earlier step: the first ones, as many as the field of this type holds.

    The best of a vote are there once its result was shown: before, their order would tell it.
    """
    source = source_of(config)
    if source is None:
        return Taken()
    found = _themes(reader, source["activity"]) if source["what"] == "themes" else _best(reader, source["activity"])
    asked_for = found[: source.get("most") or None]
    return Taken(asked_for[: kind.takes.most if kind.takes else None], len(asked_for))


def source_of(config: dict[str, Any]) -> dict[str, Any] | None:
    """Return the reference to the step that the options are taken from, or None. By shape: the type may not exist."""
    return next((value for value in config.values() if is_source(value)), None)


def origin_for(steps: Sequence[Any], config: dict[str, Any], taken: Taken) -> dict[str, Any] | None:
    """Return what to say of where the options come from, ``{"n", "title", "what"}``; ``steps``: those of the agenda.

    With ``taken`` and ``of`` where the page holds fewer than there were. Of what takes one the others are not missed.
    """
    source, fit = source_of(config), len(taken.options or ())
    for n, step in enumerate(steps if source else (), start=1):
        if source and step.id == source["activity"]:
            cut = {"taken": fit, "of": taken.of} if 1 < fit < taken.of else {}
            return {"n": n, "title": step.title, "what": source["what"], **cut}
    return None


def why_not_ready(kind: ActivityType, config: dict[str, Any], frozen: dict[str, Any]) -> str:
    """Return the error code that forbids opening a step as it stands, or an empty string."""
    missing, source = kind.ready(frozen), source_of(config)
    if not missing or source is None:
        return missing
    return why_unfinished(kind, config) or ("best_missing" if source["what"] == "best" else missing)


def why_unfinished(kind: ActivityType, config: dict[str, Any]) -> str:
    """Return the error code of what the agenda itself lacks; options that only the workshop will bring are no fault."""
    return kind.ready(kind.freeze(config, _SOME if source_of(config) else None))


def is_source(value: Any) -> bool:
    """Return whether a value of a config refers to an earlier step for options."""
    return isinstance(value, dict) and "activity" in value and value.get("what") in ("themes", "best")


def arranged_by(config: dict[str, Any]) -> int | None:
    """Return the step whose cards this one arranges, or None."""
    named = config.get("arranges")
    return int(named) if named else None


def steps_needed(config: dict[str, Any]) -> set[int]:
    """Return the steps that one is built on. By shape: a type that does not exist yet refers as well."""
    source = source_of(config)
    return {number for number in (source and source["activity"], arranged_by(config)) if number}


def steps_of(reader: Reader, workshop_id: int) -> Sequence[Any]:
    """Return the present steps of a workshop in their order, as rows of columns."""
    query = select(*Activity.__table__.columns).where(
        Activity.workshop_id == workshop_id, Activity.removed_at.is_(None)
    )
    return reader.execute(query.order_by(Activity.position, Activity.id)).all()


def _themes(reader: Reader, activity: int) -> list[dict[str, str]]:
    query = select(Theme.id, Theme.title).where(Theme.activity_id == activity, Theme.removed_at.is_(None))
    rows = reader.execute(query.order_by(Theme.position, Theme.id)).all()
    return [{"id": f"theme:{number}", "label": title} for number, title in rows]


def _best(reader: Reader, activity: int) -> list[dict[str, str]]:
    name = reader.execute(select(Activity.type).where(Activity.id == activity)).scalar()
    found = last_result(reader, activity)
    return type_of(name or "").best(*found) if found else []
