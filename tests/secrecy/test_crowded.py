"""Many at once: votes while others close, one seat from many devices, two servers on one database."""

import os
import threading
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest

from tests.services.ballot_box import STEP, Vote, voter_key
from workshop.domain.ballots import shown_code
from workshop.domain.errors import WorkshopError
from workshop.live.commands import command_of
from workshop.models import Box, Receipt, Roll
from workshop.writer import Writer

PATIENCE = pytest.mark.timeout(240)
ROUNDS = int(os.environ.get("CROWDED_ROUNDS", "20"))  # on each engine; 100 before a release
CROWD = 50  # votes, and as many moderators who close


def all_at_once(tasks: list[Callable[[], object]]) -> list[object]:
    """Do all in threads of their own; return the answers, or the refusals' codes."""
    answers: list[object] = [None] * len(tasks)

    def do(at: int) -> None:
        try:
            answers[at] = tasks[at]()
        except WorkshopError as refused:
            answers[at] = refused.code

    threads = [threading.Thread(target=do, args=(at,)) for at in range(len(tasks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@PATIENCE
def test_fifty_votes_and_fifty_who_close_many_times(either):
    vote = either
    vote.hall.command("go_live", activity=vote.hall.step(STEP))
    seen = [one_round(vote, Random(n)) for n in range(ROUNDS)]
    assert any(0 < cast < 17 for cast in seen), "no closing ever fell among the votes"


def one_round(vote: Vote, chance: Random) -> int:
    step = vote.hall.step(STEP)
    vote.hall.command("open", activity=step)
    number, revision = vote.round.id, vote.hall.revision()
    sent = [(n % len(vote.mayors), chance.choice(("yes", "no", "abstain")), voter_key()) for n in range(CROWD)]
    tasks: dict[int, Callable[[], object]] = {n: cast(vote, number, *one) for n, one in enumerate(sent)}
    tasks |= {CROWD + n: close(vote, step, revision) for n in range(CROWD)}
    # Some votes come well before anybody closes: else there would hardly be a result.
    order = [*range(10), *chance.sample(range(10, 2 * CROWD), 2 * CROWD - 10)]
    answers = dict(zip(order, all_at_once([tasks[n] for n in order]), strict=True))
    assert Counter(str(answers[CROWD + n]) for n in range(CROWD))["stale"] == CROWD - 1, (
        "one closes, the others hear of it"
    )
    accepted = {n: answers[n] for n in range(CROWD) if isinstance(answers[n], dict)}
    assert {answers[n] for n in range(CROWD) if n not in accepted} <= {"closed", "already_cast"}
    is_true(vote, sent, accepted)
    vote.hall.command("next_round", activity=step)
    return len(accepted)


def cast(vote: Vote, number: int, seat: int, choice: str, key: str) -> Callable[[], object]:
    return lambda: vote.hall.command("cast", vote.mayors[seat], round=number, value=choice, key=key)


def close(vote: Vote, step: int, revision: int) -> Callable[[], object]:
    return lambda: vote.hall.command("close", activity=step, expected=revision)


def is_true(vote: Vote, sent: list[tuple[int, str, str]], accepted: dict) -> None:
    """Every seat has one ballot, every ballot that was acknowledged is counted, and everybody sees the same."""
    assert len({sent[n][0] for n in accepted}) == len(accepted)
    if vote.seal() == "closed":
        assert len(accepted) < 5
        vote.hall.command("annul", activity=vote.hall.step(STEP), reason="Zu wenige.")
        return
    assert vote.counted() == Counter(sent[n][1] for n in accepted)
    assert {shown_code(row.code) for row in vote.rows(Receipt)} == {answer["code"] for answer in accepted.values()}
    vote.hall.command("reveal", activity=vote.hall.step(STEP))
    pictures = vote.hall.pictures()
    shown = [pictures[f"{audience} {vote.hall.step(STEP)}"]["whole"] for audience in ("phone", "screen", "cockpit")]
    assert shown[0]["yes"] == vote.counted().get("yes", 0) and shown[0] == shown[1] == shown[2]


@PATIENCE
def test_one_seat_from_a_hundred_devices_on_two_servers_has_one_ballot(either):
    either.open()
    number, first, second = either.round.id, either.hall.writer, Writer(either.hall.engine, lambda: 0, either.vault)

    def through(writer: Writer) -> Callable[[], object]:
        ballot = {"round": number, "value": "yes", "key": voter_key()}
        call = command_of("cast").call(either.mayors[0], ballot)
        return lambda: writer.submit(either.hall.workshop, call)

    answers = all_at_once([through(writer) for writer in (first, second) for _ in range(50)])
    accepted = [answer for answer in answers if isinstance(answer, dict)]
    # Over two servers SQLite may be held longer than anybody waits: that is said, too, and nothing happened.
    assert len(accepted) == 1 and {one for one in answers if isinstance(one, str)} <= {"already_cast", "busy"}
    assert len(either.rows(Box)) == 1 and len([row for row in either.rows(Roll) if row.voted]) == 1
