"""The moderator closes while votes arrive: every result is the same, every voter's answer is true."""

import asyncio
import random

import pytest

from tests.faults.conftest import Hall
from tests.faults.crowd import Phone, run
from tests.faults.moderator import Moderator
from tests.faults.table import contributions

CROWD = 50
ROUNDS = 10
OPTIONS = ("a", "b", "c")
BURST = 0.12  # seconds over which the votes of one round arrive


@pytest.mark.timeout(90)
def test_closing_while_votes_arrive_tells_everybody_the_truth(hall: Hall):
    run(close_many_times(hall))


async def close_many_times(hall: Hall) -> None:
    phones = hall.phones(CROWD)
    moderator = await Moderator.enter(hall)
    await asyncio.gather(*(phone.join() for phone in phones))
    mixed = 0
    for _ in range(ROUNDS):
        round_ = moderator.round
        answers = await vote_while_closing(phones, moderator, round_)
        assert {answer.get("error", {}).get("code") for answer in answers} <= {None, "closed"}
        told = {p.voice: a.get("ok", False) for p, a in zip(phones, answers, strict=True)}
        mixed += 0 < sum(told.values()) < CROWD
        rows = contributions(hall.instance, round_)
        assert {row.voice for row in rows} == {voice for voice, is_in in told.items() if is_in}
        await same_result_for_all(phones, moderator, round_, [row.value[0] for row in rows])
        await moderator.tell("next_round", activity=hall.activity)
        await moderator.tell("open", activity=hall.activity)
    assert mixed, "no closing ever fell among the votes"


async def vote_while_closing(phones: list[Phone], moderator: Moderator, round_: int) -> list[dict]:
    async def vote(phone: Phone) -> dict:
        await asyncio.sleep(random.uniform(0, BURST))
        return await phone.give(phone.answer(1, round_))

    async def close() -> None:
        await asyncio.sleep(random.uniform(0, BURST))
        await moderator.tell("close", activity=moderator.hall.activity)

    answers = asyncio.gather(*map(vote, phones))
    await close()
    return await answers


async def same_result_for_all(phones: list[Phone], moderator: Moderator, round_: int, votes: list[str]) -> None:
    await moderator.tell("reveal", activity=moderator.hall.activity)
    counted = {option: votes.count(option) for option in OPTIONS}
    for phone in phones:
        shown = await phone.until(lambda results: results["round"] == round_ and results["whole"] is not None)
        assert {one["id"]: one["count"] for one in shown["whole"]["options"]} == counted
        assert shown["count"]["given"] == len(votes)
