"""The state machine on the real server finds nothing; with a mistake built in, it finds it."""

import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from sqlalchemy import select, update

from tests.secrecy.counting import LEAST
from tests.secrecy.doors import SEATS, UNPROVEN
from tests.secrecy.model import SecretVote
from tests.secrecy.room import OneRoom
from tests.services.ballot_box import STEP, Vote, vote_again
from tests.services.drawing import run_machine
from tests.services.schema import close_journal, empty, fill, rows_of
from workshop import writer
from workshop.domain.permissions import SYSTEM, Who
from workshop.models import Activity, Participant, Roll, Workshop
from workshop.services import ballots, joining
from workshop.writer import Writer

PATIENCE = pytest.mark.timeout(600)
STEPS = settings(stateful_step_count=30, suppress_health_check=list(HealthCheck))
# What a mistake looks like at its shortest is of no interest here: it takes time.
WITH_A_MISTAKE = settings(STEPS, phases=[Phase.generate])

# All that the machine is for: where one of these never comes about, its silence about it says nothing.
REFUSALS = {
    "cast": (
        "removed not_secret not_admitted seats_only not_on_roll ballot_key ballot_key_used already_cast closed"
        " seat_unproven held_by_other not_an_option ballot_key_missing"
    ),
    "ballot_status": "removed not_secret not_admitted",
    "take_vote": "removed not_admitted held_by_proven",
    "give_vote": "removed not_admitted held_by_other nobody_else",
    "confirm": "not_found confirmed_already",
    "open": "stale illegal_action",
    "close": "stale illegal_action",
    "annul": "illegal_action",
    "next_round": "illegal_action",
}
MUST_COME_ABOUT = {f"{name}: {code}" for name, codes in REFUSALS.items() for code in codes.split()} | {
    *("sealed", "annul", "next_round", "closed with too few", "two moderators close at once"),
    *("broken by a lost key, found at a start", "broken by a lost key, found by the count"),
    *("died before the key was deleted", "a ballot that the power cut took, sent again", "cast after a restart"),
    *(f"the same key, {state}" for state in ("open", "closed", "sealed", "annulled", "broken")),
    *("the same key, the same content", "the same key, another content", "the receipt asked for after the count"),
    *("the first of two servers", "took the vote over mid-vote", "put before the door by the link mid-vote"),
    *("admit", "refuse", "remove", "confirm"),
}

Fresh = Callable[[], Callable[[], Vote]]


@dataclass(frozen=True)
class Crowd:
    """Who is there: of each seat its number and its people, and by refusal who has no vote."""

    seats: list[tuple[int, list[Who]]]
    outsiders: dict[str, Who]


def crowd_of(vote: Vote) -> Crowd:
    """Give some seats a second device, take the vote from another, let few ballots do."""
    hall, made = vote.hall, []
    with hall.read() as session:
        seats = [session.get_one(Participant, mayor.id).seat_id for mayor in vote.mayors[:SEATS]]
    for seat, mayor in zip(seats, vote.mayors, strict=False):
        join = {"seat_id": seat, "capacity": "deputy", "name": ""}
        deputy = hall.writer.run(hall.workshop, joining.join, SYSTEM, **join)["participant"]
        made.append((int(seat or 0), [mayor, Who("participant", deputy)]))
    without = vote.mayors[SEATS]
    hall.command("entitle", seat=hall.seat_of(without), on=False)
    guest = hall.writer.run(hall.workshop, joining.join, SYSTEM, seat_id=None, capacity="guest", name="Gast")
    with hall.engine.begin() as connection:
        config = connection.execute(select(Activity.config).where(Activity.title == STEP)).scalars().first()
        few = config | {"least_ballots": LEAST}
        connection.execute(update(Activity).where(Activity.title == STEP).values(config=few))
        connection.execute(update(Participant).values(proof="link"))
        by_code = Participant.id.in_([made[seat][1][device].id for seat, device in UNPROVEN])
        connection.execute(update(Participant).where(by_code).values(proof="code"))
    return Crowd(made, {"not_on_roll": without, "seats_only": Who("participant", guest["participant"])})


@pytest.fixture(scope="module")
def on_sqlite(sqlite_vote, tmp_path_factory) -> tuple[Fresh, Crowd]:
    template, facts = sqlite_vote
    folder, numbers = tmp_path_factory.mktemp("model"), count()
    base = Path(shutil.copy(template, folder / "base.db"))
    vote = vote_again(f"sqlite:///{base}", folder / "keys", facts)
    crowd = crowd_of(vote)
    vote.hall.engine.dispose()
    close_journal(f"sqlite:///{base}")

    def fresh() -> Callable[[], Vote]:
        here = folder / str(next(numbers))
        here.mkdir()
        url = f"sqlite:///{shutil.copy(base, here / 'workshop.db')}"
        return lambda: vote_again(url, here / "keys", facts)

    return fresh, crowd


@pytest.fixture(scope="module")
def on_postgres(postgres, postgres_vote, tmp_path_factory) -> Iterator[tuple[Fresh, Crowd]]:
    template, facts = postgres_vote
    folder, numbers = tmp_path_factory.mktemp("model"), count()
    url = postgres.create(template=template)
    vote = vote_again(url, folder / "keys", facts)
    crowd, rows = crowd_of(vote), rows_of(vote.hall.engine)
    vote.hall.engine.dispose()

    def fresh() -> Callable[[], Vote]:
        here = folder / str(next(numbers))
        empty(url)  # a copy of the database takes three times as long
        again = vote_again(url, here / "keys", facts)
        fill(again.hall.engine, rows)
        again.hall.engine.dispose()
        return lambda: vote_again(url, here / "keys", facts)

    yield fresh, crowd
    postgres.drop(url)


def run(prepared: tuple[Fresh, Crowd], how: settings, runs: int, most: int = 0) -> Counter[str]:
    """Let the machine run, at most so often until all came about that must; return how often what did."""
    fresh, people = prepared
    seen: Counter[str] = Counter()

    class OnOneDatabase(SecretVote):
        crowd, outsiders, reached = people.seats, people.outsiders, seen

        def __init__(self) -> None:
            self.room = OneRoom(fresh())
            super().__init__()

    run_machine(OnOneDatabase, how, runs, most, until=lambda: set(seen) >= MUST_COME_ABOUT)
    return seen


@PATIENCE
@pytest.mark.parametrize("engine, runs, most", [("sqlite", 5, 20), ("postgres", 4, 15)])
def test_whatever_happens_in_whatever_order(request, engine, runs, most):
    seen = run(request.getfixturevalue(f"on_{engine}"), STEPS, runs, most)
    assert sorted(MUST_COME_ABOUT - set(seen)) == []


# Mistakes that others made.


def no_key(patch: pytest.MonkeyPatch) -> None:
    """A ballot that is sent again is taken for another one."""
    cast = ballots._cast

    def forgets(*what: Any) -> Any:
        with patch.context() as for_now:
            for_now.setattr(ballots, "_receipt", lambda *_: "")
            return cast(*what)

    patch.setattr(ballots, "_cast", forgets)


def mark(room: Any, round_: Any, person: Any) -> None:
    """Mark the seat without looking whether it is marked."""
    here = (Roll.round_id == round_.id, Roll.seat_id == person.seat_id)
    room.session.execute(update(Roll).where(*here).values(voted=True))


def wait_for_the_other_server(barrier: threading.Barrier) -> None:
    """Let a mistake be made each time, not only where chance has it."""
    if threading.current_thread() is not threading.main_thread():
        barrier.wait(30)


def check_then_write(patch: pytest.MonkeyPatch) -> None:
    """Whether a seat has cast is looked up when its ballot comes in, outside the transaction that writes it."""
    looked_up: dict[int, bool] = {}
    post, both_have_looked = Writer.post, threading.Barrier(2)

    def look_up(writer: Writer, workshop: Any, call: Any) -> None:
        if call.name in ("cast", "ballot_status"):
            person = select(Participant.seat_id).where(Participant.id == call.who.id).scalar_subquery()
            query = select(Roll.voted).where(Roll.round_id == call.payload["round"], Roll.seat_id == person)
            with writer._engine.execution_options(writing=False).connect() as connection:
                looked_up[call.who.id] = bool(connection.execute(query).scalar())
            wait_for_the_other_server(both_have_looked)
        post(writer, workshop, call)

    patch.setattr(Writer, "post", look_up)
    patch.setattr(ballots, "_voted", lambda room, round_, person: looked_up[person.id])
    patch.setattr(ballots, "_mark", mark)


def answer_before_commit(patch: pytest.MonkeyPatch) -> None:
    """The voter hears of it before the disk does."""
    answer = ballots._answer

    def too_early(*what: Any) -> Any:
        given = answer(*what)
        what[-1].settle(given)
        return given

    patch.setattr(ballots, "_answer", too_early)


def two_that_look_at_once(patch: pytest.MonkeyPatch) -> None:
    """Whether a seat has cast is looked up in the transaction, but of two servers both look before one writes.

    SQLite has one writer at a time, whatever we forget; on PostgreSQL it takes the lock of the workshop's row.
    """
    both_have_looked, voted = threading.Barrier(2), ballots._voted

    def look_up(*what: Any) -> bool:
        found = voted(*what)
        wait_for_the_other_server(both_have_looked)
        return found

    patch.setattr(writer, "_locked", lambda session, number: session.get_one(Workshop, number))
    patch.setattr(ballots, "_voted", look_up)
    patch.setattr(ballots, "_mark", mark)


ANYWHERE = [
    (no_key, "already_cast"),
    (check_then_write, r", 'already_cast'\)"),
    (answer_before_commit, "acknowledged before"),
]
MISTAKES = [(engine, *one) for engine in ("sqlite", "postgres") for one in ANYWHERE]
MISTAKES.append(("postgres", two_that_look_at_once, r", 'already_cast'\)"))


@PATIENCE
@pytest.mark.parametrize("engine, mistake, seen", MISTAKES, ids=lambda one: getattr(one, "__name__", None))
def test_a_mistake_is_found(request, monkeypatch, engine, mistake, seen):
    prepared = request.getfixturevalue(f"on_{engine}")
    mistake(monkeypatch)
    with pytest.raises(AssertionError, match=seen):
        run(prepared, WITH_A_MISTAKE, 8)
