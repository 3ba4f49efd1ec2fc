"""Moderators close while votes arrive: every result is the same, every voter's answer is true."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable

import pytest

from tests.faults.conftest import Hall
from tests.faults.crowd import Phone, run
from tests.faults.moderator import Moderator, sign_in
from tests.faults.table import contributions

CROWD = 50
COCKPITS = 8  # all close at once, as impatient people do
ROUNDS = 10
OPTIONS = ("a", "b", "c")
BURST = 0.12  # seconds over which most votes of one round, and the closings, arrive
SURE = 5  # votes that are answered before anybody closes, and as many that are sent when it is closed


@pytest.mark.timeout(240)  # against hanging only
def test_closing_while_votes_arrive_tells_everybody_the_truth(hall: Hall):
    run(close_many_times(hall))


async def close_many_times(hall: Hall) -> None:
    phones = hall.phones(CROWD)
    cookies = await asyncio.to_thread(sign_in, hall.server)
    moderators = [await Moderator.enter(hall, cookies) for _ in range(COCKPITS)]
    await asyncio.gather(*(phone.join() for phone in phones))
    for _ in range(ROUNDS):
        round_ = moderators[0].round
        answers = await vote_while_closing(phones, moderators, round_)
        assert {answer.get("error", {}).get("code") for answer in answers} == {None, "closed"}
        told = {p.voice: a.get("ok", False) for p, a in zip(phones, answers, strict=True)}
        assert SURE <= sum(told.values()) <= CROWD - SURE, "the closing falls among the votes"
        rows = contributions(hall.instance, round_)
        assert {row.voice for row in rows} == {voice for voice, is_in in told.items() if is_in}
        await same_result_for_all(phones, moderators[0], round_, [row.value[0] for row in rows])
        await moderators[0].tell("next_round", activity=hall.activity)
        await moderators[0].tell("open", activity=hall.activity)


async def vote_while_closing(phones: list[Phone], moderators: list[Moderator], round_: int) -> list[dict]:
    async def vote(phone: Phone) -> dict:
        return await phone.give(phone.answer(1, round_))

    first = await asyncio.gather(*map(vote, phones[:SURE]))
    revision = moderators[0].state["revision"]
    most = asyncio.gather(*(somewhen(vote(phone)) for phone in phones[SURE:-SURE]))
    told = await asyncio.gather(*(somewhen(close(one, revision)) for one in moderators))
    assert Counter(told) == {"ok": 1, "stale": COCKPITS - 1}, "one closes, the others hear of it"
    last = await asyncio.gather(*map(vote, phones[-SURE:]))
    return [*first, *await most, *last]


async def somewhen(task: Awaitable) -> object:
    await asyncio.sleep(random.uniform(0, BURST))
    return await task


async def close(moderator: Moderator, revision: int) -> str:
    """Close, on what all of them see."""
    answer = await moderator.line.call("close", {"activity": moderator.hall.activity, "expected": revision})
    return "ok" if answer.get("ok") else answer["error"]["code"]


async def same_result_for_all(phones: list[Phone], moderator: Moderator, round_: int, votes: list[str]) -> None:
    await moderator.until(lambda: moderator.step["state"] == "closed")
    await moderator.tell("reveal", activity=moderator.hall.activity)
    counted = {option: votes.count(option) for option in OPTIONS}
    for phone in phones:
        shown = await phone.until(lambda results: results["round"] == round_ and results["whole"] is not None)
        assert {one["id"]: one["count"] for one in shown["whole"]["options"]} == counted
        assert shown["count"]["given"] == len(votes)
