"""The state machine on the real server finds nothing; with a mistake built in, it finds it."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import select, update

from tests.secrecy.doors import SEATS
from tests.secrecy.model import LEAST, SecretVote
from tests.secrecy.room import OneRoom
from tests.services.ballot_box import STEP, Vote, vote_again
from tests.services.schema import close_journal
from workshop.domain.permissions import SYSTEM, Who
from workshop.models import Activity, Participant, Roll
from workshop.services import ballots, joining
from workshop.writer import Writer

PATIENCE = pytest.mark.timeout(240)
ALWAYS_THE_SAME = settings(
    derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck), print_blob=False
)
ON_SQLITE = settings(ALWAYS_THE_SAME, max_examples=24, stateful_step_count=25)
ON_POSTGRES = settings(ALWAYS_THE_SAME, max_examples=6, stateful_step_count=25)
# What a mistake looks like at its shortest is of no interest here: it takes time.
WITH_A_MISTAKE = settings(ALWAYS_THE_SAME, max_examples=60, stateful_step_count=30, phases=[Phase.generate])

Fresh = Callable[[], Callable[[], Vote]]


def crowd_of(vote: Vote) -> list[tuple[int, list[Who]]]:
    """Give some seats a second device, let few ballots do, and return each seat with its people."""
    hall, made = vote.hall, []
    with hall.read() as session:
        seats = [session.get_one(Participant, mayor.id).seat_id for mayor in vote.mayors[:SEATS]]
    for seat, mayor in zip(seats, vote.mayors, strict=False):
        join = {"seat_id": seat, "capacity": "deputy", "name": ""}
        deputy = hall.writer.run(hall.workshop, joining.join, SYSTEM, **join)["participant"]
        made.append((int(seat or 0), [mayor, Who("participant", deputy)]))
    with hall.engine.begin() as connection:
        config = connection.execute(select(Activity.config).where(Activity.title == STEP)).scalars().first()
        few = config | {"least_ballots": LEAST}
        connection.execute(update(Activity).where(Activity.title == STEP).values(config=few))
        connection.execute(update(Participant).values(proof="link"))
    hall.engine.dispose()
    return made


@pytest.fixture(scope="module")
def on_sqlite(sqlite_vote, tmp_path_factory) -> tuple[Fresh, Any]:
    template, facts = sqlite_vote
    folder, numbers = tmp_path_factory.mktemp("model"), count()
    base = Path(shutil.copy(template, folder / "base.db"))
    crowd = crowd_of(vote_again(f"sqlite:///{base}", folder / "keys", facts))
    close_journal(f"sqlite:///{base}")

    def fresh() -> Callable[[], Vote]:
        here = folder / str(next(numbers))
        here.mkdir()
        url = f"sqlite:///{shutil.copy(base, here / 'workshop.db')}"
        return lambda: vote_again(url, here / "keys", facts)

    return fresh, crowd


@pytest.fixture(scope="module")
def on_postgres(postgres, postgres_vote, tmp_path_factory) -> tuple[Fresh, Any]:
    template, facts = postgres_vote
    folder, numbers = tmp_path_factory.mktemp("model"), count()
    base = postgres.create(template=template)
    crowd = crowd_of(vote_again(base, folder / "keys", facts))

    def fresh() -> Callable[[], Vote]:
        here, url = folder / str(next(numbers)), postgres.create(template=base)
        return lambda: vote_again(url, here / "keys", facts)

    return fresh, crowd


def run(prepared: tuple[Fresh, Any], how: settings) -> None:
    fresh, people = prepared

    class OnOneDatabase(SecretVote):
        crowd = people

        def __init__(self) -> None:
            self.room = OneRoom(fresh())
            super().__init__()

    run_state_machine_as_test(OnOneDatabase, settings=how)


@PATIENCE
def test_whatever_happens_in_whatever_order_on_sqlite(on_sqlite):
    run(on_sqlite, ON_SQLITE)


@PATIENCE
def test_whatever_happens_in_whatever_order_on_postgresql(on_postgres):
    run(on_postgres, ON_POSTGRES)


# Three mistakes, each of which others made.


def no_key(patch: pytest.MonkeyPatch) -> None:
    """A ballot that is sent again is taken for another one."""
    cast = ballots._cast

    def forgets(*what: Any) -> Any:
        with patch.context() as for_now:
            for_now.setattr(ballots, "_receipt", lambda *_: "")
            return cast(*what)

    patch.setattr(ballots, "_cast", forgets)


def check_then_write(patch: pytest.MonkeyPatch) -> None:
    """Whether a seat has cast is looked up when its ballot comes in, outside the transaction that writes it."""
    looked_up: dict[int, bool] = {}
    post = Writer.post

    def look_up(writer: Writer, workshop: Any, call: Any) -> None:
        if call.name in ("cast", "ballot_status"):
            person = select(Participant.seat_id).where(Participant.id == call.who.id).scalar_subquery()
            query = select(Roll.voted).where(Roll.round_id == call.payload["round"], Roll.seat_id == person)
            with writer._engine.execution_options(writing=False).connect() as connection:
                looked_up[call.who.id] = bool(connection.execute(query).scalar())
        post(writer, workshop, call)

    def mark(room: Any, round_: Any, person: Any) -> None:
        here = (Roll.round_id == round_.id, Roll.seat_id == person.seat_id)
        room.session.execute(update(Roll).where(*here).values(voted=True))

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


MISTAKES = [
    (no_key, "already_cast"),
    (check_then_write, r", 'already_cast'\)"),
    (answer_before_commit, "acknowledged before"),
]


@PATIENCE
@pytest.mark.parametrize("mistake, seen", MISTAKES, ids=lambda one: getattr(one, "__name__", ""))
def test_a_mistake_is_found(on_sqlite, monkeypatch, mistake, seen):
    mistake(monkeypatch)
    with pytest.raises(AssertionError, match=seen):
        run(on_sqlite, WITH_A_MISTAKE)
