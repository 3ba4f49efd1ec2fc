"""Many at once: votes while others close, one seat from many devices, two servers on one database."""

import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle
from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.secrecy.asked import EITHER, RESOLUTION, Asked
from tests.services.ballot_box import STEP, Vote, all_on_one_seat, take_all_seats, voter_key
from workshop.domain.ballots import shown_code
from workshop.domain.errors import WorkshopError
from workshop.domain.permissions import Who
from workshop.live.commands import command_of
from workshop.models import Box, Holding, Receipt, Roll, Seat
from workshop.writer import Writer

PATIENCE = pytest.mark.timeout(480)
ROUNDS = {"sqlite": 100, "postgresql": int(os.environ.get("CROWDED_ROUNDS", "20"))}
OF_A_CHOICE = 5  # rounds: on the way to the box all ballots are alike
CROWD = 50  # seats with a vote each, and as many moderators who close
SURE = 12  # at most: votes that are answered before anybody closes, and others that come after it was closed
LONG = 60.0  # seconds for whoever waits for the others
HAND_OVERS = 10  # on each server


def all_at_once(tasks: list[Callable[[], object]]) -> list[object]:
    """Do all in threads of their own; return the answers, or the refusals' codes."""
    answers: list[object] = [None] * len(tasks)

    def do(at: int) -> None:
        try:
            answers[at] = tasks[at]()
        except WorkshopError as refused:
            answers[at] = refused.code

    threads = [threading.Thread(target=do, args=(at,), daemon=True) for at in range(len(tasks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


class Gate:
    """Opens once that many were answered, whatever the answer."""

    def __init__(self, answers: int) -> None:
        self._missing, self._lock, self._open = answers, threading.Lock(), threading.Event()

    def counts(self, task: Callable[[], object]) -> Callable[[], object]:
        def do() -> object:
            try:
                return task()
            finally:
                with self._lock:
                    self._missing -= 1
                    if self._missing <= 0:
                        self._open.set()

        return do

    def before(self, task: Callable[[], object]) -> Callable[[], object]:
        def do() -> object:
            assert self._open.wait(LONG)
            return task()

        return do


@pytest.fixture
def fifty(either: Vote) -> Iterator[Vote]:
    """A vote of fifty seats, all taken."""
    with Session(either.hall.engine, info={"writer": True}) as session:
        there = session.scalars(select(Seat).order_by(Seat.position)).all()
        more = range(len(there), CROWD)
        session.add_all(Seat(series_id=there[0].series_id, name=f"Gemeinde {n}", position=100 + n) for n in more)
        session.commit()
    either.mayors[:] = take_all_seats(either.hall)
    assert len(either.mayors) == CROWD
    yield either


@PATIENCE
@pytest.mark.parametrize("asked", EITHER, ids=lambda asked: asked.type)
def test_fifty_votes_and_fifty_who_close_many_times(fifty, asked):
    asked.of(fifty).hall.command("go_live", activity=fifty.hall.step(STEP))
    for n in range(ROUNDS[fifty.hall.engine.dialect.name] if asked is RESOLUTION else OF_A_CHOICE):
        cast = one_round(fifty, asked, Random(n))
        assert 0 < cast < CROWD, "the closing falls among the votes"


def one_round(vote: Vote, asked: Asked, chance: Random) -> int:
    """Let a few vote, then all others and all who close at once, but for a few who come when it is closed."""
    step = vote.hall.step(STEP)
    vote.hall.command("open", activity=step)
    number, revision = vote.round.id, vote.hall.revision()
    sent = [(seat, chance.choice(asked.ballots), voter_key()) for seat in chance.sample(range(CROWD), CROWD)]
    early, late = chance.randint(1, SURE), CROWD - chance.randint(1, SURE)
    begun, closed = Gate(early), Gate(1)
    votes = [cast(vote, number, seat, asked.sent[said], key) for seat, said, key in sent]
    tasks = [
        *(begun.counts(one) for one in votes[:early]),
        *(begun.before(one) for one in votes[early:late]),
        *(closed.before(one) for one in votes[late:]),
        *(begun.before(closed.counts(close(vote, step, revision))) for _ in range(CROWD)),
    ]
    order = chance.sample(range(len(tasks)), len(tasks))
    told = dict(zip(order, all_at_once([tasks[n] for n in order]), strict=True))
    assert Counter(str(told[CROWD + n]) for n in range(CROWD))["stale"] == CROWD - 1, (
        "one closes, the others hear of it"
    )
    accepted = {n: told[n] for n in range(CROWD) if isinstance(told[n], dict)}
    assert {told[n] for n in range(CROWD) if n not in accepted} == {"closed"}
    assert set(range(early)) <= set(accepted) <= set(range(late))
    is_true(vote, asked, sent, accepted)
    vote.hall.command("next_round", activity=step)
    return len(accepted)


def cast(vote: Vote, number: int, seat: int, choice: Any, key: str) -> Callable[[], object]:
    return lambda: vote.hall.command("cast", vote.mayors[seat], round=number, value=choice, key=key)


def close(vote: Vote, step: int, revision: int) -> Callable[[], object]:
    return lambda: vote.hall.command("close", activity=step, expected=revision)


def is_true(vote: Vote, asked: Asked, sent: list[tuple[int, str, str]], accepted: dict) -> None:
    """Every seat has one ballot, every ballot that was acknowledged is counted, and everybody sees the same."""
    if vote.seal() == "closed":
        assert len(accepted) < 5
        vote.hall.command("annul", activity=vote.hall.step(STEP), reason="Zu wenige.")
        return
    assert +Counter(vote.counted()) == asked.counts(sent[n][1] for n in accepted)
    assert {shown_code(row.code) for row in vote.rows(Receipt)} == {answer["code"] for answer in accepted.values()}
    vote.hall.command("reveal", activity=vote.hall.step(STEP))
    pictures = vote.hall.pictures()
    shown = [pictures[f"{audience} {vote.hall.step(STEP)}"]["whole"] for audience in ("phone", "screen", "cockpit")]
    assert told(shown[0]) == +Counter(vote.counted()) and shown[0] == shown[1] == shown[2]


def told(result: dict[str, Any]) -> Counter[str]:
    counts = {one["id"]: one["count"] for one in result.get("options", ())}
    return +Counter(counts or {said: result[said] for said in RESOLUTION.ballots})


@PATIENCE
def test_one_seat_from_a_hundred_devices_on_two_servers_has_one_ballot(either):
    """From mayor, deputy, further devices of both and a second bearer of the link, while they take the vote from each
    other: whoever does not hold it just then is told so."""
    people = all_on_one_seat(either)
    either.open()
    first, second = either.hall.writer, Writer(either.hall.engine, lambda: 0, either.vault)
    ballots, takings = [], []
    for writer in (first, second):
        ballots += [through(writer, either, who, "cast") for who, _ in zip(cycle(people), range(50), strict=False)]
        takings += [through(writer, either, people[n % 2], "take_vote") for n in range(HAND_OVERS)]
    mixed = Random(1).sample([*ballots, *takings], len(ballots) + len(takings))
    answers = dict(zip(mixed, all_at_once(mixed), strict=True))
    # Over two servers SQLite may be held longer than anybody waits: that is said, too, and nothing happened.
    assert {answers[one] for one in takings if isinstance(answers[one], str)} <= {"busy"}
    told = [answers[one] for one in ballots]
    # If the vote was always in the other's hands, its last holder has still to cast.
    told += all_at_once([through(first, either, who, "cast") for who in people])
    assert len([one for one in told if isinstance(one, dict)]) == 1
    assert {one for one in told if isinstance(one, str)} <= {"already_cast", "held_by_other", "busy"}
    assert len(either.rows(Box)) == 1 and len([row for row in either.rows(Roll) if row.voted]) == 1
    with either.hall.read() as session:
        assert session.scalars(select(Holding)).first(), "it was handed over"


def through(writer: Writer, vote: Vote, who: Who, name: str) -> Callable[[], object]:
    ballot = {"round": vote.round.id, "value": "yes", "key": voter_key()}
    call = command_of(name).call(who, ballot if name == "cast" else {})
    return lambda: writer.submit(vote.hall.workshop, call)
