"""What stands beside the agenda, for the Summary: measures, decisions, notes, open points, who spoke, what is next."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, select

from workshop.models import AnyRow, Theme, Workshop
from workshop.snapshots.captured import captured_of, text_of
from workshop.snapshots.document import CapturedOf, MeasureOf, NextOf, SpeakerOf, SpeechOf, TopicOf
from workshop.snapshots.record import Reader
from workshop.snapshots.register import measures_of
from workshop.snapshots.scene import Scene, StepView
from workshop.snapshots.speakers import name_of

_W = Workshop.__table__.c


def aside_of(connection: Connection, scene: Scene, reader: Reader) -> dict[str, Any]:
    """Return the members of the Summary that no step holds."""
    lines = captured_of(connection, scene.workshop.id)
    return {
        "measures": _measures(connection, scene, reader),
        "decisions": [_line(row) for row in lines if row.kind == "decision"],
        "notes": [_line(row) for row in lines if row.kind == "note"],
        "topics": [_topic(row) for row in lines if row.kind == "topic"],
        "speeches": _speeches(scene.speeches),
        "following": _following(connection, scene),
    }


def _line(row: AnyRow) -> CapturedOf:
    return CapturedOf(text_of(row), row.at, row.title or "")


def _topic(row: AnyRow) -> TopicOf:
    return TopicOf(text_of(row), row.at, row.title or "", row.contribution_id is not None, row.done)


def _measures(connection: Connection, scene: Scene, reader: Reader) -> list[MeasureOf]:
    rows = measures_of(connection, scene.workshop.id)
    origins = _origins(connection, scene) if any(row.origin for row in rows) else {}
    return [_measure(n, row, scene, origins, reader) for n, row in enumerate(rows, start=1)]


def _measure(n: int, row: AnyRow, scene: Scene, origins: dict[str, tuple[str, StepView]], reader: Reader) -> MeasureOf:
    step = scene.step(row.activity_id)
    return MeasureOf(
        n=n,
        what=row.what,
        responsible=row.responsible,
        involved=row.involved,
        due=row.due,
        status=row.status,
        origin=_origin(origins.get(row.origin), step, reader),
        step=step.row.title if step else "",
    )


def _origin(followed: tuple[str, StepView] | None, step: StepView | None, reader: Reader) -> str:
    """Return the option it follows from with its step; without one, the step it was taken up in."""
    if followed is None:
        return reader.say("common.origin", n=step.n, title=step.row.title) if step else ""
    label, at = followed
    return reader.say("documents.follows", label=label, n=at.n, title=at.row.title)


def _origins(connection: Connection, scene: Scene) -> dict[str, tuple[str, StepView]]:
    """Return the label of every option and where it was first made, by its id."""
    found: dict[str, tuple[str, StepView]] = {}
    for step in scene.steps:
        for option in step.kind.options_in(step.frozen):
            found.setdefault(option["id"], (option["label"], step))
    query = select(Theme.id, Theme.title, Theme.activity_id).where(
        Theme.activity_id.in_([one.id for one in scene.steps])
    )
    for row in connection.execute(query):
        at = scene.step(row.activity_id)
        if at:
            found[f"theme:{row.id}"] = (row.title, at)
    return found


def _speeches(rows: list[AnyRow]) -> list[SpeakerOf]:
    """Return who has spoken, in the order of their first speeches. Guests of the same name stay two."""
    spoken: dict[Any, list[AnyRow]] = defaultdict(list)
    for row in sorted((row for row in rows if row.state == "done" and row.began_at), key=lambda row: row.began_at):
        spoken[row.seat_id or (row.participant_id, row.name)].append(row)
    return [_speaker(of) for of in spoken.values()]


def _speaker(rows: list[AnyRow]) -> SpeakerOf:
    speeches = [SpeechOf(row.began_at, max(0, row.ended_at - row.began_at) // 1000) for row in rows]
    return SpeakerOf(name_of(rows[0]), sum(one.seconds for one in speeches), speeches)


def _following(connection: Connection, scene: Scene) -> NextOf | None:
    """Return the workshop of the series that comes next, if its date is set."""
    here = scene.workshop
    after = here.started_at or here.starts_at
    if after is None or here.rehearses:
        return None
    query = select(_W.title, _W.starts_at).where(
        _W.series_id == here.series_id, _W.id != here.id, _W.rehearses.is_(None), _W.starts_at > after
    )
    row = connection.execute(query.order_by(_W.starts_at, _W.id).limit(1)).first()
    return NextOf(row.title, row.starts_at) if row else None
