"""All that somebody gave in a workshop, for themselves: to read, to keep as a file, to take back.

What a secret ballot said is nowhere; that the seat has cast one is all there is to tell.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from workshop.activities import BESIDE, exists, type_of
from workshop.domain.answers import fate
from workshop.domain.forgetting import Run, why_stays
from workshop.models import (
    Activity,
    AnyRow,
    Attendance,
    Coming,
    Contribution,
    Participant,
    Roll,
    Round,
    Seat,
    Series,
    Workshop,
)  # fmt: skip
from workshop.models.seats import holds_vote
from workshop.snapshots.speakers import speeches_of

SCHEMA = "workshop-own/1"
_C = Contribution.__table__.c


def own_of(connection: Connection, participant: int, now: int) -> dict[str, Any] | None:
    """Return everything that is stored about a person of a workshop; None if they were removed."""
    person = _person(connection, participant)
    if person is None:
        return None
    voice = f"seat:{person.seat_id}" if person.seat_id else f"guest:{person.id}"
    return {
        "schema": SCHEMA,
        "made_at": now,
        "workshop": {
            "title": person.title, "series": person.series, "started_at": person.started_at,
            "ended_at": person.ended_at, "archived_at": person.archived_at,
        },
        "me": {
            "seat": f"{person.seat_kind} {person.seat_name}".strip() if person.seat_id else None,
            "name": person.name, "capacity": person.capacity, "joined_at": person.joined_at,
        },
        "attendance": _attendance(connection, person) if person.seat_id else None,
        "speeches": _speeches(connection, person),
        "secret": _cast(connection, person) if person.seat_id else [],
        "given": list(_given(connection, person, voice)),
    }  # fmt: skip


def _person(connection: Connection, participant: int) -> AnyRow | None:
    query = (
        select(Participant.id, Participant.workshop_id, Participant.seat_id, Participant.capacity, Participant.name)
        .add_columns(Participant.joined_at, Seat.name.label("seat_name"), Seat.kind.label("seat_kind"))
        .add_columns(Workshop.title, Workshop.started_at, Workshop.ended_at, Workshop.archived_at)
        .add_columns(Series.title.label("series"))
        .join(Workshop, Workshop.id == Participant.workshop_id)
        .join(Series, Series.id == Workshop.series_id)
        .outerjoin(Seat, Seat.id == Participant.seat_id)
        .where(Participant.id == participant, Participant.removed_at.is_(None))
    )
    return connection.execute(query).first()


def _attendance(connection: Connection, person: AnyRow) -> dict[str, Any]:
    query = select(Attendance.state, Attendance.since).where(
        Attendance.workshop_id == person.workshop_id, Attendance.seat_id == person.seat_id
    )
    found = connection.execute(query).first()
    if found is None:
        return {"state": "absent", "since": None, "by": ""}
    return {"state": found.state, "since": found.since, "by": _said_of(connection, person, found.state)}


def _said_of(connection: Connection, person: AnyRow, state: str) -> str:
    """Return by whom the seat is represented where that is said of this person or is what they said themselves: it is
    not the mayor's to read, nor a stranger's who took the seat after the deputy had gone."""
    query = select(Coming.state, Coming.by, Coming.deputy_id).where(
        Coming.workshop_id == person.workshop_id, Coming.seat_id == person.seat_id, Coming.removed_at.is_(None)
    )
    last = connection.execute(query.order_by(Coming.id.desc())).first()
    if last is None or not last.state == state == "represented" or person.capacity != "deputy":
        return ""
    return last.by or "" if last.deputy_id == person.id or last.by == person.name else ""


def _speeches(connection: Connection, person: AnyRow) -> list[dict[str, Any]]:
    mine = [
        row
        for row in speeches_of(connection, person.workshop_id)
        if (row.seat_id == person.seat_id if person.seat_id else row.participant_id == person.id)
    ]
    return [{name: getattr(row, name) for name in ("asked_at", "began_at", "ended_at")} for row in mine]


def _cast(connection: Connection, person: AnyRow) -> list[str]:
    query = (
        select(Activity.title)
        .join(Round, Round.activity_id == Activity.id)
        .join(Roll, Roll.round_id == Round.id)
        .where(Activity.workshop_id == person.workshop_id, Roll.seat_id == person.seat_id, Roll.voted)
    )
    return sorted(connection.execute(query).scalars())


def _given(connection: Connection, person: AnyRow, voice: str) -> Iterator[dict[str, Any]]:
    """``stays``: why it does when its voice deletes everything (``domain/forgetting.py``), "" if it does not."""
    holds = holds_vote(connection, person.workshop_id, person)
    query = (
        select(Activity.title, Activity.type, Round.n, Round.state.label("round_state"), Round.frozen, Round.base)
        .add_columns(Round.shown_at)
        .add_columns(_C.kind, _C.item, _C.value, _C.state, _C.saved_at, _C.late, _C.entered)
        .join(Round, Round.activity_id == Activity.id)
        .join(Contribution, _C.round_id == Round.id)
        .where(Activity.workshop_id == person.workshop_id, _C.voice == voice, _C.kind.not_in(BESIDE))
    )
    for row in connection.execute(query.order_by(Activity.position, Round.n, _C.id)):
        if row.value is not None:
            yield {
                "step": row.title, "type": row.type, "run": row.n, "privacy": row.base.get("privacy", "unnamed"),
                "kind": row.kind, "item": row.item, "value": row.value, "state": fate(row.state),
                "saved_at": row.saved_at, "late": row.late, "entered": row.entered,
                "is_text": is_text(row.type, row.kind), "counted": row.round_state != "open",
                "stays": _why_stays(row, of_seat=person.seat_id is not None, holds=holds),
                "words": _words(row.item, row.value, labels_in(row.frozen)),
                "about": labels_in(row.frozen).get(row.item, ""), "term": _term(row),
            }  # fmt: skip


def _why_stays(row: AnyRow, *, of_seat: bool, holds: bool) -> str:
    type_ = type_of(row.type)
    run = Run(type_.decides, row.round_state, row.shown_at, row.base)
    held = (kind for kind in type_.kinds if kind.name == row.kind and type_.is_held(kind))
    return "".join(why_stays(run, is_words=kind.is_words, of_seat=of_seat, holds=holds) for kind in held)


def is_text(type_name: str, kind: str) -> bool:
    """Return whether a kind of a type is somebody's own words."""
    return exists(type_name) and any(one.is_words for one in type_of(type_name).kinds if one.name == kind)


def _term(row: AnyRow) -> str:
    """Return the word of the catalogue that an answer is ("yes"), "" where it says itself what it is."""
    if not exists(row.type) or not isinstance(row.value, str):
        return ""
    kind = type_of(row.type)
    answers = {one.name for one in kind.kinds if not (one.is_text or one.after)}
    return f"{kind.name}.{row.value}" if row.kind in answers and row.value in kind.texts["de"] else ""


def labels_in(frozen: Any) -> dict[str, str]:
    """Return the words for all ids in what was asked, whatever the type calls its list."""
    found: dict[str, str] = {}
    if isinstance(frozen, Mapping):
        if "id" in frozen and isinstance(frozen.get("label"), str):
            found[str(frozen["id"])] = frozen["label"]
        for one in frozen.values():
            found |= labels_in(one)
    elif isinstance(frozen, list):
        for one in frozen:
            found |= labels_in(one)
    return found


def _words(item: str, value: Any, labels: Mapping[str, str]) -> str:
    said = _said(value, labels)
    return f"{labels[item]}: {said}" if item in labels else said


def _said(value: Any, labels: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "+1" if value else "–"
    if isinstance(value, Mapping):
        if isinstance(value.get("text"), str):
            return str(value["text"])
        return "; ".join(f"{labels.get(str(key), key)}: {_said(one, labels)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_said(one, labels) for one in value)
    return labels.get(str(value), str(value))
