"""What has happened so far, for somebody who comes late: steps held, what came of them, what was decided.

Built from what the room has been shown and nothing else; nothing personal is in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from workshop.models import Entry
from workshop.models.material import material_for
from workshop.snapshots.captured import captured_of, text_of
from workshop.snapshots.picture import mark_of
from workshop.snapshots.results import is_visible
from workshop.snapshots.scene import Scene, StepView

MOST_BEST = 3  # names of a result; equal ones must not look like a winner


def story_of(connection: Connection, scene: Scene) -> dict[str, Any] | None:
    """Return the story (Story in wire.ts); None as long as no step has been held."""
    held = [step for step in scene.steps if mark_of(scene, step) == "done"]
    since = _first_live(connection, scene.workshop.id)
    if not held or since is None:
        return None
    lines = captured_of(connection, scene.workshop.id)
    came = [(step, _came_of(connection, step)) for step in held]
    return {
        "since": since,
        "held": [{"n": step.n, "title": step.row.title, "best": list(of.best), "given": of.given} for step, of in came],
        "decided": [{"n": step.n, **of.decision} for step, of in came if of.decision],
        "noted": [text_of(line) for line in lines if line.kind == "decision"],
    }


@dataclass(frozen=True)
class _Came:
    """What came of a step as far as the room was shown it; ``decision``: its wording and verdict."""

    best: Sequence[str] = ()
    given: int = 0
    decision: dict[str, Any] | None = None


def _came_of(connection: Connection, step: StepView) -> _Came:
    """Return the best of a result that was shown, else how many contributions it has; nothing of any other."""
    is_told = step.takes_input and step.round.state in ("closed", "sealed") and is_visible(step, "phone")
    if not is_told or step.source:
        return _Came()
    material = material_for(connection, step.round)
    given = len(material.given) if material.counted is None else int(step.round.outcome["cast"])
    if step.kind.decides:
        return _Came(given=given, decision=step.kind.decision(step.frozen, step.kind.results(step.frozen, material)))
    best = step.kind.best(step.frozen, step.kind.results(step.frozen, material)) if step.kind.leads_on and given else []
    return _Came([option["label"] for option in best[:MOST_BEST]], given)


def _first_live(connection: Connection, workshop_id: int) -> int | None:
    """Return when the room first came to a step."""
    query = select(Entry.at).where(Entry.workshop_id == workshop_id, Entry.command == "go_live")
    found: int | None = connection.execute(query.order_by(Entry.id).limit(1)).scalar()
    return found
