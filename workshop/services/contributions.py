"""give and take_back: what participants do, hundreds at a time.

All calls of a batch share one look-up each of people, rounds and standing answers, and one
``executemany``: identity, savepoint and ORM for each vote cost thirty times as much. Who
somebody is and what is open is decided on the rows of this very transaction.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from sqlalchemy import select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from workshop.activities import type_of
from workshop.activities.base import ActivityType, Kind
from workshop.domain.answers import PUT_ASIDE, SAME, SUPERSEDED, Standing, decide, fate
from workshop.domain.errors import Conflict, NotAllowed, NotFound, Refused, WorkshopError
from workshop.domain.fives import is_held
from workshop.models import Activity, AnyRow, Contribution, Participant, Round
from workshop.models.material import material_for
from workshop.models.seats import holders
from workshop.room import Room
from workshop.services import fives
from workshop.writer import Answer, Call

FURTHEST = 1000  # a browser counts its answers one by one; a leap to the end would fix an answer for good
MOST_ITEMS = 100  # of one kind by one voice in one round; a mistake or an attack beyond that
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")  # of a contribution, as an item says it
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
    shown: bool
    kind: ActivityType
    frozen: dict[str, Any]
    who: str
    premoderated: bool
    is_current: bool
    is_secret: bool = False
    is_held: bool = False
    roll: Sequence[int] | None = None


class _Batch:
    """The calls of one transaction, decided one after the other on shared rows."""

    def __init__(self, room: Room, calls: Sequence[Call]) -> None:
        self.room = room
        self.calls = calls
        self.people = self._people()
        self.rounds = self._rounds()
        self.standing = self._standing()
        self.liked = self._liked()
        self.saved: dict[tuple[int, str, str, str], dict[str, Any]] = {}
        self.again: set[tuple[Any, ...]] = set()  # texts that were there before this batch
        self.results: dict[int, dict[str, Any]] = {}

    def run(self) -> list[Answer | WorkshopError]:
        """Return an answer for each call, in order."""
        answers = [self._answer(call) for call in self.calls]
        if self.saved:
            _upsert(self.room, list(self.saved.values()))
            self._show_likes()
            texts = {kind.name for asked in self.rounds.values() for kind in asked.kind.kinds if kind.is_text}
            gone = [place for place, row in self.saved.items() if row["value"] is None and place[2] in texts]
            fives.forget(self.room, gone)
            held = {asked.id for asked in self.rounds.values() if asked.kind.shows_live and asked.is_held}
            if touched := held & {place[0] for place in self.saved}:
                fives.hold(self.room, touched)
        return answers

    def _show_likes(self) -> None:
        """A like changes how its text is shown, and a text that goes the count of those it was merged with: let
        the text, the one it lies under and those under it be part of the next delta. Where the room is told in
        steps of five voices, no text may betray by coming again that somebody likes it."""
        likes = {kind.name for asked in self.rounds.values() for kind in asked.kind.kinds if kind.of}
        told = [place for place in self.saved if place[2] in likes and not self.rounds[place[0]].is_held]
        changed = {int(place[3]) for place in told if _NUMBER.fullmatch(place[3])}
        if likes and self.again:
            place = tuple_(_TABLE.c.round_id, _TABLE.c.voice, _TABLE.c.kind, _TABLE.c.item)
            changed |= set(self.room.session.scalars(select(_TABLE.c.id).where(place.in_(sorted(self.again)))))
        if changed:
            tops = select(_TABLE.c.merged_into).where(_TABLE.c.id.in_(changed), _TABLE.c.merged_into.is_not(None))
            shown = _TABLE.c.id.in_(changed) | _TABLE.c.id.in_(tops) | _TABLE.c.merged_into.in_(changed)
            rounds = {place[0] for place in self.saved}
            seen = update(Contribution).where(shown, _TABLE.c.round_id.in_(rounds)).values(version=self.room.version)
            self.room.session.connection().execute(seen)

    def _answer(self, call: Call) -> Answer | WorkshopError:
        try:
            return self._decide(call)
        except WorkshopError as refused:
            return refused

    def _decide(self, call: Call) -> Answer:
        person = self.people.get(call.who.id)
        if person is None or call.who.kind != "participant":
            raise NotAllowed("removed")
        if not person.admitted:
            raise NotAllowed("not_admitted")
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
        is_late = self._check_open(call, asked, kind, person, place)
        given = call.name == "give"
        self._check_room_for(kind, place, given=given)
        former = self.standing.get(place)
        if former and kind.is_text:
            self.again.add(place)
        value = self._value(call, asked, kind, place) if given else None
        standing = Standing(
            key=call.payload["key"],
            n=call.payload["n"],
            value=value,
            state=_state(asked, kind, former, call.name, is_late=is_late),
            saved_at=self.room.now,
            late=is_late,
        )
        self.standing[place] = standing
        self.saved[place] = _row(place, standing, self.room.version)
        self.room.touched.rounds.add(asked.id)
        self.room.touched.voices.add(place[1])
        self.room.touched.late |= is_late or (former is not None and former.late)
        if (
            former is None
            and any(like.of == kind.name for like in asked.kind.kinds)
            and asked.frozen.get("likes", True)
        ):
            self.room.touched.learning.add(place[1])
        return _said(standing)

    def _value(self, call: Call, asked: _Asked, kind: Kind, place: tuple[Any, ...]) -> Any:
        value = asked.kind.clean(kind.name, place[3], call.payload["value"], asked.frozen)
        if kind.of:
            self._check_liked(kind, place)
        if type(asked.kind).check is not ActivityType.check:
            asked.kind.check(kind.name, place[3], value, asked.frozen, self._mine(place, kind))
        if kind.after:
            asked.kind.check_after(kind.name, place[3], asked.frozen, self._results(asked), self._mine(place, kind))
        return value

    def _results(self, asked: _Asked) -> dict[str, Any]:
        """Return the results of a closed round; they are the same for all calls of the batch."""
        if asked.id not in self.results:
            session = self.room.session
            round_ = session.execute(select(*Round.__table__.c).where(Round.id == asked.id)).one()
            self.results[asked.id] = asked.kind.results(asked.frozen, material_for(session, round_))
        return self.results[asked.id]

    def _mine(self, place: tuple[Any, ...], kind: Kind) -> dict[tuple[str, str], Any]:
        """Return what the same voice has given in this round besides, and what a text was before it is changed."""
        return {
            other[2:]: standing.value
            for other, standing in self.standing.items()
            if other[:2] == place[:2] and (other != place or kind.is_text) and standing.state != "withdrawn"
        }

    def _check_liked(self, kind: Kind, place: tuple[Any, ...]) -> None:
        found = self.liked.get(int(place[3]))
        if found is None or (found.round_id, found.kind) != (place[0], kind.of):
            raise NotFound("not_found")
        if found.voice == place[1]:
            raise Refused("own_contribution")

    def _check_open(self, call: Call, asked: _Asked, kind: Kind, person: AnyRow, place: tuple[Any, ...]) -> bool:
        """Return whether it comes late but may still be handed in; raises if it may not come at all."""
        if self.room.workshop.state != "open":
            raise Conflict("room_closed")
        if asked.is_secret and not kind.after:
            raise Refused("cast_only")
        if asked.who == "seats":
            _check_roll(asked, person)
        if person.seat_id is not None and asked.kind.is_held(kind) and self.holders.get(person.seat_id) != person.id:
            raise Conflict("held_by_other")
        if kind.after:
            if asked.state == "closed" and asked.shown:
                return False
        elif asked.state == "open" or (kind.beside and asked.state == "closed" and asked.is_current):
            return False  # where somebody sits may be said late, too: a text that comes late says it
        elif (
            asked.state == "closed"
            and asked.is_current
            and kind.is_text
            and _may_be_late(call, self.standing.get(place))
        ):
            return True
        raise Conflict("closed")

    def _check_room_for(self, kind: Kind, place: tuple[Any, ...], *, given: bool) -> None:
        """What is given names items that exist, unless the browser makes them; what is taken back may name any."""
        if place in self.standing or (given and not kind.many):
            return
        mine = sum(1 for other in self.standing if other[:3] == place[:3])
        if mine >= MOST_ITEMS:
            raise Refused("too_many", most=MOST_ITEMS)

    @cached_property
    def holders(self) -> dict[int, int]:
        """Who holds the vote of each seat that gives in this batch."""
        seats = {person.seat_id for person in self.people.values() if person.seat_id is not None}
        return holders(self.room.session, self.room.workshop.id, seats)

    def _people(self) -> dict[int, AnyRow]:
        wanted = {call.who.id for call in self.calls}
        query = select(Participant.id, Participant.seat_id, Participant.admitted).where(
            Participant.id.in_(wanted),
            Participant.workshop_id == self.room.workshop.id,
            Participant.removed_at.is_(None),
        )
        rows: Sequence[AnyRow] = self.room.session.execute(query).all()
        return {row.id: row for row in rows}

    def _rounds(self) -> dict[int, _Asked]:
        wanted = {call.payload["round"] for call in self.calls}
        query = (
            select(
                Round.id,
                Round.state,
                Round.shown,
                Round.frozen,
                Round.base,
                Activity.id.label("activity"),
                Activity.type,
                Activity.premoderated,
                (Activity.current_n == Round.n).label("is_current"),
            )
            .join(Activity, Activity.id == Round.activity_id)
            .where(Round.id.in_(wanted), Activity.workshop_id == self.room.workshop.id, Round.removed_at.is_(None))
        )
        return {
            row.id: _Asked(
                row.id,
                row.activity,
                row.state,
                row.shown,
                type_of(row.type),
                row.frozen,
                row.base.get("who", "all"),
                row.premoderated,
                row.is_current,
                is_secret=row.base.get("privacy") == "secret",
                is_held=is_held(row.state, row.base.get("privacy", "")),
                roll=row.base.get("roll"),
            )
            for row in self.room.session.execute(query)
        }

    def _liked(self) -> dict[int, AnyRow]:
        """Return the texts that likes of this batch are about, by number."""
        wanted = {int(call.payload.get("item") or 0) for call in self.calls if self._is_like(call)}
        query = select(_TABLE.c.id, _TABLE.c.round_id, _TABLE.c.kind, _TABLE.c.voice).where(_TABLE.c.state == "shown")
        return (
            {row.id: row for row in self.room.session.execute(query.where(_TABLE.c.id.in_(wanted)))} if wanted else {}
        )

    def _is_like(self, call: Call) -> bool:
        asked = self.rounds.get(call.payload["round"])
        item = call.payload.get("item") or ""
        if asked is None or not _NUMBER.fullmatch(item):
            return False
        return any(kind.of and kind.name == call.payload.get("kind") for kind in asked.kind.kinds)

    def _standing(self) -> dict[tuple[int, str, str, str], Standing]:
        wanted = {
            (call.payload["round"], _voice(self.people[call.who.id]))
            for call in self.calls
            if call.who.id in self.people
        }
        columns = (_TABLE.c.round_id, _TABLE.c.voice)
        query = select(
            *columns, _TABLE.c.kind, _TABLE.c.item, _TABLE.c.key, _TABLE.c.n, _TABLE.c.value, _TABLE.c.state,
            _TABLE.c.saved_at, _TABLE.c.late,
        )  # fmt: skip
        found: dict[tuple[int, str, str, str], Standing] = {}
        for some in _portions(wanted):
            rows: Sequence[AnyRow] = self.room.session.execute(query.where(tuple_(*columns).in_(some))).all()
            found |= {tuple(row[:4]): Standing(*row[4:]) for row in rows}
        return found


def _kind(asked: _Asked, name: str) -> Kind:
    kinds = asked.kind.kinds
    for kind in kinds:
        if kind.name == (name or kinds[0].name):
            return kind
    raise Refused("no_input")


def _check_roll(asked: _Asked, person: AnyRow) -> None:
    """Where seats vote, guests do not, nor does a seat that had no vote when the round was opened."""
    if person.seat_id is None:
        raise NotAllowed("seats_only")
    if asked.roll is not None and person.seat_id not in asked.roll:
        raise NotAllowed("not_entitled")


def _may_be_late(call: Call, standing: Standing | None) -> bool:
    """A text can be handed in after closing, if its author says that it comes late; what was in stays as it is."""
    if standing:
        return standing.late
    return call.name == "give" and bool(call.payload.get("late"))


def _check_step(standing: Standing | None, n: int) -> None:
    if n > (standing.n if standing else 0) + FURTHEST:
        raise Refused("malformed", why="n")


def _voice(person: AnyRow) -> str:
    return f"seat:{person.seat_id}" if person.seat_id else f"guest:{person.id}"


def _state(asked: _Asked, kind: Kind, former: Standing | None, command: str, *, is_late: bool) -> str:
    if former and former.state in PUT_ASIDE:
        return former.state  # what the moderator took out does not come back by an edit
    if command == "take_back":
        return "withdrawn"
    return "waiting" if is_late or kind.waits or (kind.is_text and asked.premoderated) else "shown"


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
        "late": standing.late,
        "entered": False,  # the seat's own answer takes the place of what was entered for it
        "version": version,
        "saved_at": standing.saved_at,
    }


def _upsert(room: Room, rows: list[dict[str, Any]]) -> None:
    room.session.connection().execute(_upsert_on(room.session.get_bind().dialect.name), rows)


@cache  # building the statement costs more than running it for a few rows
def _upsert_on(engine: str) -> Any:
    insert = (postgresql if engine == "postgresql" else sqlite).insert(_TABLE)
    fresh = ("n", "key", "value", "state", "late", "entered", "version", "saved_at")
    return insert.on_conflict_do_update(
        index_elements=["round_id", "voice", "kind", "item"],
        set_={name: insert.excluded[name] for name in fresh},
        where=insert.excluded.n > _TABLE.c.n,
    )


def _portions(wanted: Iterable[tuple[Any, ...]], most: int = 200) -> Iterable[list[tuple[Any, ...]]]:
    """SQLite takes a limited number of parameters in one statement."""
    ordered = sorted(wanted)
    return (ordered[start : start + most] for start in range(0, len(ordered), most))
