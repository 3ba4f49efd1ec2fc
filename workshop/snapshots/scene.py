"""One reading of a workshop that all live pictures of a moment are built from.

It selects columns, never entities, in one read transaction, so that the pictures of one
moment agree with each other. It holds more than any audience may see: what leaves the house is
built up in the file of each audience.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, not_, select

from workshop.activities import BESIDE, LIKES, type_of
from workshop.activities.base import ActivityType
from workshop.domain.attendance import THERE, Change, Span, spans_of
from workshop.domain.voices import GUESTS, is_nobody
from workshop.models import AnyRow, Attendance, Coming, Contribution, Participant, Round, Seat, Series, Theme, Workshop
from workshop.models.chain import Taken, arranged_by, steps_of, taken_for
from workshop.models.seats import entitled_seats
from workshop.snapshots.casting import cast_in
from workshop.snapshots.speakers import speeches_of

_WORKSHOP = Workshop.__table__.c
_CONTRIBUTION = Contribution.__table__.c
# What came after closing counts once the moderator has let it in.
_LATE_COMER = and_(_CONTRIBUTION.late, _CONTRIBUTION.state == "waiting")


@dataclass(frozen=True)
class StepView:
    """A step with its current round. ``source``: the step whose cards this one arranges; ``runs``: all its rounds.

    ``taken``: what it would take from an earlier step if it opened now; nothing once it has.
    """

    n: int
    row: AnyRow
    kind: ActivityType
    round: AnyRow
    frozen: dict[str, Any]
    source: "StepView | None" = None
    runs: tuple[AnyRow, ...] = ()
    taken: Taken = Taken()

    @property
    def id(self) -> int:
        return int(self.row.id)

    @property
    def takes_input(self) -> bool:
        return self.kind.takes_input(self.frozen)

    @property
    def holding(self) -> "StepView":
        """The step whose contributions this one shows: its own, or those it arranges."""
        return self.source or self

    @property
    def is_text(self) -> bool:
        """Whether texts are what it asks for; those about a result come beside it."""
        return any(kind.is_text and not kind.after for kind in self.kind.kinds)

    @property
    def has_texts(self) -> bool:
        return any(kind.is_text for kind in self.kind.kinds)


@dataclass(frozen=True)
class Scene:
    """Everything of one workshop at one moment."""

    now: int
    workshop: AnyRow
    series: AnyRow
    steps: list[StepView]
    seats: list[AnyRow]
    former: list[AnyRow]  # seats that were taken off the roster; what they gave stands
    attendance: dict[int, str]
    comings: dict[int, list[Span]]  # when each seat was there
    entitled: list[int]  # the seats with a vote
    guests: list[AnyRow]
    gone: list[AnyRow]  # guests who left or were sent out; what they gave stands
    people: int
    waiting: list[AnyRow]  # before the door
    unproven: list[AnyRow]  # took a seat by the code alone
    themes: dict[int, list[AnyRow]]
    voices: dict[int, set[str]]
    entered: dict[int, set[str]]  # of the voices those whose answer the moderator entered
    speeches: list[AnyRow]
    cast: dict[int, int]

    @property
    def live(self) -> StepView | None:
        """The step the room is at."""
        return self.step(self.workshop.live_activity_id)

    def step(self, activity: int | None) -> StepView | None:
        """Return a step of this workshop by its number."""
        return next((step for step in self.steps if step.id == activity), None)

    @property
    def here(self) -> int:
        """How many seats with a vote are there, by attendance."""
        return self._here(self.entitled)

    def _here(self, seats: Sequence[int]) -> int:
        return sum(1 for seat in seats if self.attendance.get(seat) in THERE)

    def roll_of(self, step: StepView) -> list[int]:
        """Return the seats that a round asks: frozen at its opening, and before that those with a vote now."""
        return list(step.round.base.get("roll", self.entitled))

    def there(self, step: StepView) -> int:
        """Return how many seats of its roll were there when a round closed; of one that did not, how many are."""
        if end := step.round.base.get("at_close"):
            return int(end["present"] + end["represented"])
        return self._here(self.roll_of(step))

    def count(self, step: StepView) -> dict[str, Any]:
        """Return how many have given, of how many (Count on the wire)."""
        if step.round.id in self.cast:
            given = self.cast[step.round.id]
            return {"unit": "seats", "given": given, "of": max(given, self.there(step)), "guests": 0}
        voices = self.voices.get(step.holding.round.id, set())
        if roll := self.roll_of(step.holding):
            held = step.holding.round
            nameless = sum(map(is_nobody, voices)) - held.outcome.get(GUESTS, 0)  # seats that cannot be told any more
            seats = len(voices & {f"seat:{seat}" for seat in roll}) + nameless
            guests = len(voices) - seats
            # Who deleted everything and then handed in a late text is two of these voices: one nobody's, one theirs.
            seats = min(seats, len(roll))
            entered = len(self.entered.get(held.id, set()) & voices) or held.base.get("entered", 0)  # archived
            count = {"unit": "seats", "given": seats, "of": len(roll), "guests": guests}
            return count | ({"entered": entered} if entered else {})
        return {"unit": "people", "given": len(voices), "of": max(self.people, len(voices)), "guests": 0}


def load_scene(connection: Connection, workshop_id: int, now: int) -> Scene | None:
    """Read a workshop; None if there is none of that number."""
    workshop = connection.execute(select(*_WORKSHOP).where(_WORKSHOP.id == workshop_id)).first()
    if workshop is None:
        return None
    series = connection.execute(select(*Series.__table__.c).where(Series.id == workshop.series_id)).one()
    steps = _steps(connection, workshop_id)
    seats = _seats(connection, workshop.series_id)
    everybody = connection.execute(
        select(Participant.id, Participant.seat_id, Participant.name, Participant.capacity)
        .add_columns(Participant.proof, Participant.admitted, Participant.joined_at, Participant.removed_at)
        .where(Participant.workshop_id == workshop_id)
        .order_by(Participant.id)
    ).all()
    people = [person for person in everybody if person.removed_at is None]
    inside = [person for person in people if person.admitted]
    return Scene(
        now=now,
        workshop=workshop,
        series=series,
        steps=steps,
        seats=[seat for seat in seats if seat.removed_at is None],
        former=[seat for seat in seats if seat.removed_at is not None],
        attendance=_attendance(connection, workshop_id),
        comings=comings_of(connection, workshop_id),
        entitled=entitled_seats(connection, workshop),
        guests=[person for person in inside if person.seat_id is None],
        gone=[person for person in everybody if person.seat_id is None and person.removed_at is not None],
        people=len(inside),
        waiting=[person for person in people if not person.admitted],
        unproven=[person for person in inside if person.seat_id is not None and person.proof == "code"],
        themes=themes_of(connection, [step.id for step in steps]),
        voices=voices_of(connection, [step.round.id for step in steps]),
        entered=entered_in(connection, [step.round.id for step in steps]),
        speeches=speeches_of(connection, workshop_id),
        cast=cast_in(connection, {step.round.id: step.round for step in steps}, now),
    )


def names_of(scene: Scene) -> dict[str, str]:
    """Return the names behind voices; to be asked for only where a round was announced as named."""
    seats = {f"seat:{seat.id}": seat.name for seat in (*scene.seats, *scene.former)}
    return seats | {f"guest:{guest.id}": guest.name for guest in (*scene.guests, *scene.gone)}


def themes_of(connection: Connection, activities: list[int]) -> dict[int, list[AnyRow]]:
    """Return the present themes of some steps, in order."""
    query = select(Theme.activity_id, Theme.id, Theme.title).where(
        Theme.activity_id.in_(activities), Theme.removed_at.is_(None)
    )
    found: dict[int, list[AnyRow]] = defaultdict(list)
    rows: Sequence[AnyRow] = connection.execute(query.order_by(Theme.position, Theme.id)).all()
    for row in rows:
        found[row.activity_id].append(row)
    return dict(found)


def voices_of(connection: Connection, rounds: list[int]) -> dict[int, set[str]]:
    """Return who has given to some rounds."""
    query = (
        select(_CONTRIBUTION.round_id, _CONTRIBUTION.voice)
        .where(_CONTRIBUTION.round_id.in_(rounds), _CONTRIBUTION.state != "withdrawn", not_(_LATE_COMER))
        .where(_CONTRIBUTION.kind.not_in([*BESIDE, *LIKES]))
        .distinct()
    )
    found: dict[int, set[str]] = defaultdict(set)
    for round_id, voice in connection.execute(query):
        found[round_id].add(voice)
    return dict(found)


def waiting_in(connection: Connection, rounds: list[int]) -> dict[int, int]:
    """Return how many texts wait for the moderator's yes, by round."""
    waits = and_(_CONTRIBUTION.round_id.in_(rounds), _CONTRIBUTION.state == "waiting")
    query = select(_CONTRIBUTION.round_id, func.count()).where(waits)
    return {row[0]: row[1] for row in connection.execute(query.group_by(_CONTRIBUTION.round_id))}


def entered_in(connection: Connection, rounds: list[int]) -> dict[int, set[str]]:
    """Return the voices for which the moderator entered something in some rounds."""
    query = select(_CONTRIBUTION.round_id, _CONTRIBUTION.voice).where(
        _CONTRIBUTION.round_id.in_(rounds), _CONTRIBUTION.entered, _CONTRIBUTION.state != "withdrawn"
    )
    found: dict[int, set[str]] = defaultdict(set)
    for round_id, voice in connection.execute(query.distinct()):
        found[round_id].add(voice)
    return dict(found)


def _steps(connection: Connection, workshop_id: int) -> list[StepView]:
    rows = steps_of(connection, workshop_id)
    rounds = _rounds(connection, [row.id for row in rows])
    by_id: dict[int, StepView] = {}
    for n, row in enumerate(rows, start=1):
        kind = type_of(row.type)
        round_ = rounds[row.id, row.current_n]
        taken = Taken() if round_.frozen else taken_for(connection, kind, row.config)
        frozen = round_.frozen or kind.freeze(row.config, taken.options)
        source = by_id.get(arranged_by(row.config) or 0)
        runs = tuple(run for (activity, _), run in rounds.items() if activity == row.id)
        by_id[row.id] = StepView(n, row, kind, round_, frozen, source, runs, taken)
    return list(by_id.values())


def _rounds(connection: Connection, activities: list[int]) -> dict[tuple[int, int], AnyRow]:
    query = select(*Round.__table__.c).where(Round.activity_id.in_(activities), Round.removed_at.is_(None))
    return {(row.activity_id, row.n): row for row in connection.execute(query.order_by(Round.n))}


def _seats(connection: Connection, series_id: int) -> list[AnyRow]:
    query = select(*Seat.__table__.c).where(Seat.series_id == series_id)
    return list(connection.execute(query.order_by(Seat.position, Seat.name)).all())


def comings_of(connection: Connection, workshop_id: int) -> dict[int, list[Span]]:
    """Return when each seat was there, by the log of attendance."""
    query = select(Coming.seat_id, Coming.state, Coming.at, Coming.by).where(
        Coming.workshop_id == workshop_id, Coming.removed_at.is_(None)
    )
    log: dict[int, list[Change]] = defaultdict(list)
    for row in connection.execute(query.order_by(Coming.id)):
        log[row.seat_id].append(Change(row.state, row.at, row.by or ""))
    return {seat: spans_of(rows) for seat, rows in log.items()}


def _attendance(connection: Connection, workshop_id: int) -> dict[int, str]:
    query = select(Attendance.seat_id, Attendance.state).where(Attendance.workshop_id == workshop_id)
    return {row.seat_id: row.state for row in connection.execute(query)}
