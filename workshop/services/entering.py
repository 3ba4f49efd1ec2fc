"""An answer that the moderator enters for a seat without a device: marked as entered wherever it is seen.

The seat's own answer comes before it and replaces it. Nothing is entered into a secret ballot.
"""

import secrets
from typing import Any

from sqlalchemy import select

from workshop.activities import type_of
from workshop.activities.base import ActivityType, Kind
from workshop.domain.errors import Conflict, NotAllowed, NotFound, Refused
from workshop.domain.permissions import Who
from workshop.models import Activity, Contribution, Round, Seat
from workshop.room import Room
from workshop.services import fives
from workshop.writer import Answer

MOST_ITEMS = 100  # of one kind for one seat in one round, as for the seat itself


def enter_for(room: Room, who: Who, activity: int, seat: int, value: Any, kind: str = "", item: str = "") -> Answer:
    """Enter an answer for a seat into the open round of a step; None takes back what was entered.

    Raises Conflict ``seat_gave`` where the seat has answered itself, Refused ``cast_only`` in a secret ballot.
    """
    step = room.activity(activity)
    round_ = room.round_of(step)
    sort = _sort(type_of(step.type), kind)
    _check(room, round_, sort, seat)
    rows = _rows(room, round_, f"seat:{seat}")
    row = rows.get((sort.name, item))
    if row and not row.entered and row.state != "withdrawn":
        raise Conflict("seat_gave")
    room.remark.about = step.id
    if value is None:
        _take_out(row)
    else:
        _put(room, step, round_, rows, row, (f"seat:{seat}", sort, item), value)
        room.session.flush()
        fives.hold(room, {round_.id})
    room.touched.rounds.add(round_.id)
    room.touched.voices.add(f"seat:{seat}")
    return {}


def _sort(type_: ActivityType, name: str) -> Kind:
    kinds = [kind for kind in type_.kinds if kind.name == (name or type_.kinds[0].name)]
    if not kinds or kinds[0].after:
        raise Refused("no_input")
    return kinds[0]


def _check(room: Room, round_: Round, sort: Kind, seat: int) -> None:
    found = room.session.get(Seat, seat)
    if found is None or found.series_id != room.workshop.series_id or found.removed_at is not None:
        raise NotFound("not_found")
    if round_.base.get("privacy") == "secret":
        raise Refused("cast_only")
    if round_.state != "open":
        raise Conflict("closed")
    if round_.base.get("who") == "seats" and seat not in round_.base.get("roll", [seat]):
        raise NotAllowed("not_entitled")


def _rows(room: Room, round_: Round, voice: str) -> dict[tuple[str, str], Contribution]:
    query = select(Contribution).where(Contribution.round_id == round_.id, Contribution.voice == voice)
    return {(row.kind, row.item): row for row in room.session.scalars(query)}


def _take_out(row: Contribution | None) -> None:
    if row is None or not row.entered or row.state == "withdrawn":
        raise NotFound("not_found")
    row.state, row.value, row.told = "withdrawn", None, None


def _put(
    room: Room, step: Activity, round_: Round, rows: dict[tuple[str, str], Contribution], row: Contribution | None,
    place: tuple[str, Kind, str], value: Any,
) -> None:  # fmt: skip
    voice, sort, item = place
    made = _clean(room, step, round_, rows, place, value)
    if row:
        row.value, row.state, row.entered, row.key = made, "shown", True, secrets.token_urlsafe(16)
        row.saved_at, row.version = room.now, room.version
        return
    if sum(kind == sort.name for kind, _ in rows) >= MOST_ITEMS:
        raise Refused("too_many", most=MOST_ITEMS)
    # n = 0: whatever the seat gives itself is newer, also what it wrote without a line and sends only now.
    facts: dict[str, Any] = {"kind": sort.name, "item": item, "n": 0, "key": secrets.token_urlsafe(16), "value": made}
    facts |= {"entered": True, "state": "shown", "version": room.version, "saved_at": room.now}
    room.session.add(Contribution(round_id=round_.id, voice=voice, **facts))


def _clean(
    room: Room, step: Activity, round_: Round, rows: dict[tuple[str, str], Contribution],
    place: tuple[str, Kind, str], value: Any,
) -> Any:  # fmt: skip
    """Return the value as it is stored, by the rules that an answer of the seat itself would meet."""
    _, sort, item = place
    type_ = type_of(step.type)
    made = type_.clean(sort.name, item, value, round_.frozen)
    if sort.of:
        _check_liked(room, round_, sort, place[0], item)
    standing = {at: row.value for at, row in rows.items() if row.state != "withdrawn"}
    mine = {at: given for at, given in standing.items() if at != (sort.name, item) or sort.is_text}
    type_.check(sort.name, item, made, round_.frozen, mine)
    return made


def _check_liked(room: Room, round_: Round, sort: Kind, voice: str, item: str) -> None:
    found = room.session.get(Contribution, int(item))
    if found is None or (found.round_id, found.kind, found.state) != (round_.id, sort.of, "shown"):
        raise NotFound("not_found")
    if found.voice == voice:
        raise Refused("own_contribution")
