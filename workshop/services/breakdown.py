"""Showing a result by groups. It is computed once, when it is switched on, and kept in the round: what is shown later
can then never be less than what was allowed to be shown."""

from typing import Any

from sqlalchemy import select

from workshop.activities import BESIDE, LIKES, type_of
from workshop.activities.base import ActivityType, Material, Term
from workshop.domain.breakdown import Part, divide, is_showable, partition, read_parts
from workshop.domain.errors import Conflict, Refused
from workshop.domain.permissions import Who
from workshop.models import AnyRow, Round, Seat
from workshop.models.material import material_for, values_by_voice
from workshop.room import Room
from workshop.services import rounds
from workshop.writer import Answer


def break_down(room: Room, who: Who, activity: int, *, on: bool) -> Answer | None:
    """Show the result of the current round by groups, or not. Raises Conflict ``result_first``, Refused
    ``no_breakdown``, ``breakdown_small``."""
    step = room.activity(activity)
    round_ = room.round_of(step)
    kind = type_of(step.type)
    base = {name: value for name, value in round_.base.items() if name != "groups"}
    if on:
        if not kind.grouped or rounds.privacy_of(step, round_) == "secret":
            raise Refused("no_breakdown")
        if round_.state != "closed" or not round_.shown:
            raise Conflict("result_first")
        base["groups"] = _kept(room, kind, round_) or _computed(room, kind, round_)
    round_.base = base
    rounds.touch(room, step)
    return None


def _kept(room: Room, kind: ActivityType, round_: Round) -> dict[str, Any] | None:
    """Return what was computed when it was switched on before: a vote that lost its voice since must not show.

    If votes came since, because the closing was taken back, the difference would be theirs: then there is none.
    """
    found: dict[str, Any] | None = round_.outcome.get("groups")
    if found and list(_whole(room, kind, round_).values()) != [row["values"][0] for row in found["rows"]]:
        raise Refused("breakdown_small")
    return found


def _computed(room: Room, kind: ActivityType, round_: Round) -> dict[str, Any]:
    parts = _parts(room)
    answers = values_by_voice(room.session, round_.id, _asked(kind))
    divided = divide(parts, list(answers))
    if not is_showable(divided, answers):
        raise Refused("breakdown_small")
    tables = [_whole(room, kind, round_)]
    tables += [_column(kind, round_, material_for(room.session, _row(room, round_), of=set(of))) for _, of in divided]
    groups = {
        "parts": [{"title": title, "voices": len(voices)} for title, voices in divided],
        "voices": len(answers),
        "first": kind.table(round_.frozen, Material()).columns[0][0],
        "column": kind.grouped,
        "rows": [
            {"label": str(label), "term": isinstance(label, Term), "values": [table.get(label) for table in tables]}
            for label in tables[0]
        ],
    }
    round_.outcome = {**round_.outcome, "groups": groups}
    room.workshop.parts = [part.as_json() for part in parts]
    return groups


def _asked(kind: ActivityType) -> list[str]:
    return [one.name for one in kind.kinds if not (one.is_text or one.name in (*BESIDE, *LIKES))]


def _whole(room: Room, kind: ActivityType, round_: Round) -> dict[Any, Any]:
    return _column(kind, round_, material_for(room.session, _row(room, round_)))


def _row(room: Room, round_: Round) -> AnyRow:
    return room.session.execute(select(*Round.__table__.c).where(Round.id == round_.id)).one()


def _column(kind: ActivityType, round_: Round, material: Any) -> dict[Any, Any]:
    """Return the compared column of a type's own table by the label of each row."""
    table = kind.table(round_.frozen, material)
    at = next(n for n, (label, _) in enumerate(table.columns) if label == kind.grouped)
    return {row[0]: row[at] for row in table.rows}


def _parts(room: Room) -> list[Part]:
    """Return the groups of this workshop; those of the first breakdown are those of all."""
    if room.workshop.parts:
        return read_parts(room.workshop.parts)
    query = select(Seat.id, Seat.group).where(Seat.series_id == room.workshop.series_id, Seat.removed_at.is_(None))
    return partition([(seat, group) for seat, group in room.session.execute(query.order_by(Seat.id))])
