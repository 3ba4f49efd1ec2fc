"""Everything there is to say about a workshop, for the summary page and every download.

The only source of the downloads. What a format looks like is not known here; the words a
document needs go along in the reader's language.
"""

from typing import Any

from sqlalchemy import Connection, select

from workshop.domain.attendance import THERE, Span, deputy_in, was
from workshop.models import AnyRow, Attendance
from workshop.snapshots.aside import aside_of
from workshop.snapshots.document import SeatLine, SpanOf, Summary
from workshop.snapshots.done import entries_of, real_minutes
from workshop.snapshots.keeping import of_workshop
from workshop.snapshots.record import Reader, steps_held
from workshop.snapshots.scene import Scene, load_scene

STATES = ("present", "represented", "excused", "absent")


def summary_of(connection: Connection, workshop_id: int, now: int, reader: Reader) -> Summary | None:
    """Return the Summary of a workshop as it is now; None if there is none of that number."""
    scene = load_scene(connection, workshop_id, now)
    if scene is None:
        return None
    workshop, series = scene.workshop, scene.series
    seats = _seats(connection, scene)
    kept = of_workshop(connection, workshop_id, now)
    return Summary(
        language=reader.language,
        timezone=reader.timezone,
        made_at=now,
        version=workshop.version,
        sample=workshop.is_sample,
        title=workshop.title,
        subtitle=workshop.subtitle,
        series=series.title,
        organiser=series.organiser,
        moderation=series.moderation,
        state=workshop.state,
        seats_called=series.seats_called or reader.say("common.seats"),
        starts_at=workshop.starts_at,
        started_at=workshop.started_at,
        ended_at=workshop.ended_at,
        minutes=workshop.minutes,
        seats=seats,
        attendance_counts=_counts(seats, scene),
        steps=steps_held(connection, scene, real_minutes(entries_of(connection, workshop_id), scene), reader),
        labels=labels_of(reader),
        archived_at=workshop.archived_at,
        deleted_at=kept.delete_at if kept else None,
        **aside_of(connection, scene, reader),
    )


def labels_of(reader: Reader) -> dict[str, str]:
    """Return all fixed words of documents; a plural under ``<key>.one`` and ``<key>.other``."""
    sentences = reader.catalogue.of_areas(reader.language, ["documents"])
    labels = {key: reader.say(key) for key in ("common.named", "common.unnamed", "common.secret")}
    for key, words in sentences.items():
        labels |= {key: words} if isinstance(words, str) else {f"{key}.{form}": text for form, text in words.items()}
    return labels


def _seats(connection: Connection, scene: Scene) -> list[SeatLine]:
    query = select(Attendance.seat_id, Attendance.state, Attendance.since)
    facts = {row.seat_id: row for row in connection.execute(query.where(Attendance.workshop_id == scene.workshop.id))}
    # Whoever was there was there, also where the seat has been taken off the roster since.
    former = [seat for seat in scene.former if seat.id in facts or seat.id in scene.comings]
    return [_seat(scene, seat, facts.get(seat.id)) for seat in (*scene.seats, *former)]


def _seat(scene: Scene, seat: AnyRow, fact: AnyRow | None) -> SeatLine:
    state = fact.state if fact else "absent"
    spans = scene.comings.get(seat.id) or ([Span(state, fact.since)] if fact and state in THERE else [])
    return SeatLine(
        name=seat.name,
        kind=seat.kind,
        group=seat.group_name,
        state=was(state, spans),
        since=spans[0].since if spans else None,
        until=spans[-1].until if spans else None,
        spans=[SpanOf(span.state, span.since, span.until, span.by) for span in spans],
        entitled=seat.id in scene.entitled,
        by=deputy_in(was(state, spans), spans),
    )


def _counts(seats: list[SeatLine], scene: Scene) -> dict[str, Any]:
    counts = {state: sum(seat.state == state for seat in seats) for state in STATES}
    return counts | {"guests": len(scene.guests)}
