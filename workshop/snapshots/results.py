"""The results of a round, as one audience may see them now.

Phones and screen see nothing before it is revealed. Those who lead see texts as they come in,
to moderate them, but no tally of a vote that is still open.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from workshop.activities.base import Material
from workshop.activities.naming import by_answer
from workshop.domain.fives import has_lamps, is_held
from workshop.models import AnyRow, Contribution
from workshop.models.material import AsTold, likes_in, material_for, who_gave
from workshop.models.round import IN_ROOM
from workshop.snapshots import register
from workshop.snapshots.picture import privacy_of
from workshop.snapshots.scene import Scene, StepView, names_of

_C = Contribution.__table__.c
ROOM = ("phone", "screen")


@dataclass(frozen=True)
class Seen:
    """What an audience has already got: the round, whether it saw the results, up to which version."""

    round: int
    visible: bool
    version: int


def results_for(
    connection: Connection, scene: Scene, step: StepView, audience: str, seen: Seen | None = None
) -> dict[str, Any]:
    """Return the results of a step for an audience (Results in wire.ts), as a delta where one will do."""
    visible = is_visible(step, audience)
    since = seen.version if seen and (seen.round, seen.visible) == (step.round.id, visible) else None
    themes = scene.themes.get(step.holding.id, [])
    listed = _gets_rows(step, audience)
    rows, gone = (
        _rows(connection, scene, step, audience, since) if listed and (visible or audience == "cockpit") else ([], [])
    )
    material = _material(connection, scene, step, audience) if visible and not step.kind.listed else None
    frozen = step.holding.frozen
    picture = {
        "audience": audience,
        "round": step.round.id,
        "version": scene.workshop.version,
        "since": since,
        "count": scene.count(step),
        "whole": step.kind.results(frozen, material) if material else None,
        "rows": rows if listed else None,
        "gone": gone,
        "themes": [{"id": theme.id, "title": theme.title} for theme in themes]
        if visible or audience == "cockpit"
        else [],
    }
    if material and _names(scene, step, audience) is not None:
        picture["named"] = by_answer(step.kind, frozen, material)
    if visible and (groups := step.round.base.get("groups")):
        picture["groups"] = groups
    if step.kind.registers:
        picture["register"] = register.for_the_room(connection, scene.workshop.id) if visible else []
    if audience == "cockpit":
        entered = scene.entered.get(step.round.id, set())
        picture["seats_entered"] = sorted(int(voice[5:]) for voice in entered if voice.startswith("seat:"))
        picture["seats_given"] = _seats_given(connection, scene, step)
    if in_fives(step):
        picture["in_fives"] = True
    return picture


def is_visible(step: StepView, audience: str) -> bool:
    """Return whether this audience may see what was given."""
    # A tally of an open vote would pull the late voters along, and the moderator's laptop can be read.
    # What was annulled counts for nothing, and nothing of it is told.
    is_there = step.round.state == "sealed" if privacy_of(step) == "secret" else step.round.state in ("draft", "closed")
    may_show = step.kind.shows_live or is_there
    return may_show and (step.round.shown or (audience == "cockpit" and step.round.state != "draft"))


def _material(connection: Connection, scene: Scene, step: StepView, audience: str) -> Material:
    names = _names(scene, step, audience)
    return material_for(connection, step.holding.round, names, as_told=_as_told(step, audience))


def _names(scene: Scene, step: StepView, audience: str) -> dict[str, str] | None:
    """Return the names behind voices, where it was announced that this audience sees them; else None.

    Named means the room: who observes from outside reads none. A roll call was always before the room; of other
    steps it was once announced that only those who lead and the documents would name anybody.
    """
    holding = step.holding
    in_room = holding.kind.decides or holding.round.base.get("names") == IN_ROOM
    sees = audience == "cockpit" or (audience in ROOM and in_room)
    return names_of(scene) if sees and privacy_of(step) == "named" else None


def in_fives(step: StepView) -> bool:
    """Return whether its picture moves only by five voices at once."""
    return step.kind.shows_live and is_held(step.holding.round.state, privacy_of(step))


def _as_told(step: StepView, audience: str) -> AsTold:
    """Those who lead see the texts themselves as they come in, to moderate them, but no like on its own."""
    if not in_fives(step):
        return ""
    return "likes" if audience == "cockpit" else "all"


def _seats_given(connection: Connection, scene: Scene, step: StepView) -> list[int] | None:
    """Return the seats that have answered; None where that would tell what one of them gave without a name."""
    is_text = step.is_text or (step.has_texts and _has_reasons(connection, step))
    if not has_lamps(privacy_of(step), step.round.outcome, is_text=is_text):
        return None
    return sorted(int(voice[5:]) for voice in scene.voices.get(step.round.id, set()) if voice.startswith("seat:"))


def _has_reasons(connection: Connection, step: StepView) -> bool:
    """Return whether a text about the result was given, also one that was taken back since."""
    texts = [kind.name for kind in step.kind.kinds if kind.is_text]
    query = select(_C.id).where(_C.round_id == step.round.id, _C.kind.in_(texts)).limit(1)
    return connection.execute(query).first() is not None


def _gets_rows(step: StepView, audience: str) -> bool:
    return step.kind.listed or (audience == "cockpit" and step.has_texts)


def _rows(
    connection: Connection, scene: Scene, step: StepView, audience: str, since: int | None
) -> tuple[list[dict[str, Any]], list[int]]:
    names = _names(scene, step, audience) or {}
    texts = [kind.name for kind in step.holding.kind.kinds if kind.is_text]
    query = select(*_C).where(_C.round_id == step.holding.round.id, _C.kind.in_(texts))
    if since is not None:
        query = query.where(_C.version > since)
    as_told = _as_told(step, audience)
    likes = likes_in(connection, step.holding.round.id, step.holding.id, as_told)
    waits = audience == "cockpit" and bool(as_told) and step.kind.listed and step.round.shown
    rows, gone = [], []
    for row in connection.execute(query.order_by(_C.id)):
        if _may_see(row, audience, as_told):
            unseen = {"unseen": True} if waits and row.state == "shown" and row.told != row.value else {}
            rows.append(_row(row, audience, names, as_told) | {"likes": likes.get(row.id, 0)} | unseen)
        elif since is not None:
            gone.append(row.id)
    return rows, gone


def _may_see(row: AnyRow, audience: str, as_told: AsTold) -> bool:
    # Without a value it was taken back while it was put aside.
    is_there = row.state != "withdrawn" and row.value is not None and (as_told != "all" or row.told is not None)
    return is_there and (row.state == "shown" or audience == "cockpit")


def _row(row: AnyRow, audience: str, names: dict[str, str], as_told: AsTold) -> dict[str, Any]:
    shown = {
        "id": row.id,
        "kind": row.kind,
        "value": row.told if as_told == "all" else row.value,
        "state": row.state,
        "theme": row.theme_id,
        "merged_into": row.merged_into,
        "place": row.place,
        "late": row.late,
        "answered_at": row.answered_at,
    }
    if row.voice in names:
        shown["who"] = who_gave(row, names)
    if audience == "cockpit":
        return shown | {"item": row.item, "at": row.saved_at}
    # When a card came, and under which number its phone made it, would help to guess whose it is.
    return shown | {"item": "", "at": 0}
