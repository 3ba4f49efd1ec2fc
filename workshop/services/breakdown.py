"""Showing a result by groups. It is computed once, when it is switched on, and kept in the round: what is shown later
can then never be less than what was allowed to be shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from workshop.activities import BESIDE, LIKES, type_of
from workshop.activities.base import ActivityType, Material, Section, Term
from workshop.domain.breakdown import Answers, Part, divide, is_showable, partition, read_parts
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
        frozen = round_.frozen or kind.freeze(step.config)
        if not kind.compared(frozen, Material()) or rounds.privacy_of(step, round_) == "secret":
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
    if found and _figures(kind, round_, _all(room, round_)) != [_first(table) for table in found["tables"]]:
        raise Refused("breakdown_small")
    return found


def _computed(room: Room, kind: ActivityType, round_: Round) -> dict[str, Any]:
    parts = _parts(room)
    answers = _answers(room, kind, round_)
    divided = divide(parts, list(answers))
    if not is_showable(divided, answers):
        raise Refused("breakdown_small")
    whole = _all(room, round_)
    each = [whole, *(material_for(room.session, _row(room, round_), of=set(of)) for _, of in divided)]
    columns = zip(*(_figures(kind, round_, material) for material in each), strict=True)
    groups = {
        "parts": [{"title": title, "voices": len(voices)} for title, voices in divided],
        "voices": len(answers),
        "tables": [_side_by_side(*of) for of in zip(kind.compared(round_.frozen, whole), columns, strict=True)],
    }
    round_.outcome = {**round_.outcome, "groups": groups}
    room.workshop.parts = [part.as_json() for part in parts]
    return groups


def _answers(room: Room, kind: ActivityType, round_: Round) -> Answers:
    """Return what each voice answered; what it wrote, or says of the result, is not compared."""
    apart = {*BESIDE, *LIKES}
    asked = [one.name for one in kind.kinds if not (one.is_text or one.after or one.name in apart)]
    given = values_by_voice(room.session, round_.id, asked)
    return {
        voice: {place: kind.facets(place[0], value) for place, value in said.items()} for voice, said in given.items()
    }


def _side_by_side(section: Section, columns: Sequence[Mapping[Any, Any]]) -> dict[str, Any]:
    """Return a table with the figures of all and of each part; a part may have its rows in another order."""
    (first, _), (column, _) = section.table.columns
    rows = [
        {"label": str(label), "term": isinstance(label, Term), "values": [one.get(label) for one in columns]}
        for label in columns[0]
    ]
    return {"title": section.title, "first": first, "column": column, "rows": rows}


def _figures(kind: ActivityType, round_: Round, material: Material) -> list[dict[Any, Any]]:
    """Return of each table that a type compares its number by its label."""
    return [dict(section.table.rows) for section in kind.compared(round_.frozen, material)]


def _first(table: Mapping[str, Any]) -> dict[Any, Any]:
    return {row["label"]: row["values"][0] for row in table["rows"]}


def _all(room: Room, round_: Round) -> Material:
    return material_for(room.session, _row(room, round_))


def _row(room: Room, round_: Round) -> AnyRow:
    return room.session.execute(select(*Round.__table__.c).where(Round.id == round_.id)).one()


def _parts(room: Room) -> list[Part]:
    """Return the groups of this workshop; those of the first breakdown are those of all."""
    if room.workshop.parts:
        return read_parts(room.workshop.parts)
    query = select(Seat.id, Seat.group).where(Seat.series_id == room.workshop.series_id, Seat.removed_at.is_(None))
    return partition([(seat, group) for seat, group in room.session.execute(query.order_by(Seat.id))])
