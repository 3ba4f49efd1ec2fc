"""give and take_back: what participants do, hundreds at a time.

All calls of a batch share one look-up each of people, rounds and standing answers, and one
``executemany``: identity, savepoint and ORM for each vote cost thirty times as much. Who
somebody is and what is open is decided on the rows of this very transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from workshop.activities import type_of
from workshop.activities.base import ActivityType, Kind
from workshop.domain.answers import PUT_ASIDE, SAME, SUPERSEDED, Standing, decide, fate
from workshop.domain.errors import Conflict, NotAllowed, NotFound, Refused, WorkshopError
from workshop.models import Activity, AnyRow, Contribution, Participant, Round
from workshop.room import Room
from workshop.writer import Answer, Call

FURTHEST = 1000  # a browser counts its answers one by one; a leap to the end would fix an answer for good
MOST_ITEMS = 100  # of one kind by one voice in one round; a mistake or an attack beyond that
_TABLE = Contribution.__table__


def give(room: Room, calls: Sequence[Call]) -> list[Answer | WorkshopError]:
    """Save answers; the same key gets the same ok for ever, an older answer never overwrites."""
    return _Batch(room, calls).run()


@dataclass
class _Asked:
    """A round as far as giving to it is concerned."""

    id: int
    activity: int
    state: str
    kind: ActivityType
    frozen: dict[str, Any]
    who: str
    premoderated: bool


class _Batch:
    """The calls of one transaction, decided one after the other on shared rows."""

    def __init__(self, room: Room, calls: Sequence[Call]) -> None:
        self.room = room
        self.calls = calls
        self.people = self._people()
        self.rounds = self._rounds()
        self.standing = self._standing()
        self.saved: dict[tuple[int, str, str, str], dict[str, Any]] = {}

    def run(self) -> list[Answer | WorkshopError]:
        """Return an answer for each call, in order."""
        answers = [self._answer(call) for call in self.calls]
        if self.saved:
            _upsert(self.room, list(self.saved.values()))
        return answers

    def _answer(self, call: Call) -> Answer | WorkshopError:
        try:
            return self._decide(call)
        except WorkshopError as refused:
            return refused

    def _decide(self, call: Call) -> Answer:
        person = self.people.get(call.who.id)
        if person is None or call.who.kind != "participant":
            raise NotAllowed("removed")
        asked = self.rounds.get(call.payload["round"])
        if asked is None:
            raise NotFound("not_found")
        kind = _kind(asked, call.payload.get("kind") or "")
        place = (asked.id, _voice(person), kind.name, call.payload.get("item") or "")
        standing = self.standing.get(place)
        _check_step(standing, call.payload["n"])
        verdict = decide(standing, call.payload["key"], call.payload["n"])
        if verdict == SAME and standing:
            return _said(standing)
        if verdict == SUPERSEDED and standing:
            raise Conflict("superseded", stands=_stands(asked, place, standing))
        return self._save(call, asked, kind, person, place)

    def _save(self, call: Call, asked: _Asked, kind: Kind, person: AnyRow, place: tuple[Any, ...]) -> Answer:
        self._check_open(asked, person)
        given = call.name == "give"
        if given:
            self._check_room_for(asked, kind, place)
        value = asked.kind.clean(kind.name, place[3], call.payload["value"], asked.frozen) if given else None
        former = self.standing.get(place)
        standing = Standing(
            key=call.payload["key"],
            n=call.payload["n"],
            value=value,
            state=_state(asked, kind, former, call.name),
            saved_at=self.room.now,
        )
        self.standing[place] = standing
        self.saved[place] = _row(place, standing, self.room.version)
        self.room.touched.rounds.add(asked.id)
        self.room.touched.voices.add(place[1])
        return _said(standing)

    def _check_open(self, asked: _Asked, person: AnyRow) -> None:
        if self.room.workshop.state != "open":
            raise Conflict("room_closed")
        if asked.state != "open":
            raise Conflict("closed")
        if asked.who == "seats" and person.seat_id is None:
            raise NotAllowed("seats_only")

    def _check_room_for(self, asked: _Asked, kind: Kind, place: tuple[Any, ...]) -> None:
        if not kind.many or place in self.standing:
            return
        mine = sum(1 for other in self.standing if other[:3] == place[:3])
        if mine >= MOST_ITEMS:
            raise Refused("too_many", most=MOST_ITEMS)

    def _people(self) -> dict[int, AnyRow]:
        wanted = {call.who.id for call in self.calls}
        query = select(Participant.id, Participant.seat_id).where(
            Participant.id.in_(wanted),
            Participant.workshop_id == self.room.workshop.id,
            Participant.removed_at.is_(None),
        )
        rows: Sequence[AnyRow] = self.room.session.execute(query).all()
        return {row.id: row for row in rows}

    def _rounds(self) -> dict[int, _Asked]:
        wanted = {call.payload["round"] for call in self.calls}
        query = (
            select(Round.id, Round.state, Round.frozen, Round.base, Activity.id, Activity.type, Activity.premoderated)
            .join(Activity, Activity.id == Round.activity_id)
            .where(Round.id.in_(wanted), Activity.workshop_id == self.room.workshop.id, Round.removed_at.is_(None))
        )
        return {
            number: _Asked(number, activity, state, type_of(kind), frozen, base.get("who", "all"), premoderated)
            for number, state, frozen, base, activity, kind, premoderated in self.room.session.execute(query)
        }

    def _standing(self) -> dict[tuple[int, str, str, str], Standing]:
        wanted = {
            (call.payload["round"], _voice(self.people[call.who.id]))
            for call in self.calls
            if call.who.id in self.people
        }
        columns = (_TABLE.c.round_id, _TABLE.c.voice)
        query = select(
            *columns, _TABLE.c.kind, _TABLE.c.item, _TABLE.c.key, _TABLE.c.n, _TABLE.c.value, _TABLE.c.state,
            _TABLE.c.saved_at,
        )  # fmt: skip
        found: dict[tuple[int, str, str, str], Standing] = {}
        for some in _portions(wanted):
            for row in self.room.session.execute(query.where(tuple_(*columns).in_(some))):
                found[tuple(row[:4])] = Standing(*row[4:])
        return found


def _kind(asked: _Asked, name: str) -> Kind:
    kinds = asked.kind.kinds
    for kind in kinds:
        if kind.name == (name or kinds[0].name):
            return kind
    raise Refused("no_input")


def _check_step(standing: Standing | None, n: int) -> None:
    if n > (standing.n if standing else 0) + FURTHEST:
        raise Refused("malformed", why="n")


def _voice(person: AnyRow) -> str:
    return f"seat:{person.seat_id}" if person.seat_id else f"guest:{person.id}"


def _state(asked: _Asked, kind: Kind, former: Standing | None, command: str) -> str:
    if former and former.state in PUT_ASIDE:
        return former.state  # what the moderator took out does not come back by an edit
    if command == "take_back":
        return "withdrawn"
    return "waiting" if kind.is_text and asked.premoderated else "shown"


def _said(standing: Standing) -> Answer:
    return {"ok": True, "n": standing.n, "saved_at": standing.saved_at, "state": fate(standing.state)}


def _stands(asked: _Asked, place: tuple[int, str, str, str], standing: Standing) -> dict[str, Any]:
    return {
        "round": asked.id,
        "activity": asked.activity,
        "kind": place[2],
        "item": place[3],
        "value": standing.value,
        "n": standing.n,
        "key": standing.key,
        "state": fate(standing.state),
        "saved_at": standing.saved_at,
    }


def _row(place: tuple[Any, ...], standing: Standing, version: int) -> dict[str, Any]:
    names = ("round_id", "voice", "kind", "item")
    return {
        **dict(zip(names, place, strict=True)),
        "n": standing.n,
        "key": standing.key,
        "value": standing.value,
        "state": standing.state,
        "place": 0,
        "version": version,
        "saved_at": standing.saved_at,
    }


def _upsert(room: Room, rows: list[dict[str, Any]]) -> None:
    room.session.connection().execute(_upsert_on(room.session.get_bind().dialect.name), rows)


@cache  # building the statement costs more than running it for a few rows
def _upsert_on(engine: str) -> Any:
    insert = (postgresql if engine == "postgresql" else sqlite).insert(_TABLE)
    fresh = ("n", "key", "value", "state", "version", "saved_at")
    return insert.on_conflict_do_update(
        index_elements=["round_id", "voice", "kind", "item"],
        set_={name: insert.excluded[name] for name in fresh},
        where=insert.excluded.n > _TABLE.c.n,
    )


def _portions(wanted: Iterable[tuple[int, str]], most: int = 400) -> Iterable[list[tuple[int, str]]]:
    """SQLite takes a limited number of parameters in one statement."""
    ordered = sorted(wanted)
    return (ordered[start : start + most] for start in range(0, len(ordered), most))
