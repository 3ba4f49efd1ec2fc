"""Three hundred simulated mayors: what the server does must not grow with their number."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise

import pytest

from tests.faults.conftest import Hall
from tests.faults.crowd import run
from tests.faults.moderator import Moderator
from workshop.rehearsal import ARRIVAL, Mayor, invited

CROWD = 300
PER_SECOND = 5  # pictures of results at most
SECOND = 1.0
EARLY = 0.01  # seconds that a timer may be off
SLACK = 2  # the first and the last picture stand outside the spacing
BRISK = 0.3  # pace: the votes arrive within three seconds
pytestmark = pytest.mark.timeout(240)  # against hanging only
WATCHING = ("phone", "cockpit", "screen")  # nobody observes here
PATIENCE = 60.0  # seconds; against hanging only


def test_a_burst_is_a_handful_of_commits_and_one_encoding_an_audience(hall: Hall):
    async def burst() -> dict[str, int]:
        await closed(hall)
        phones = hall.phones(CROWD)
        await asyncio.gather(*(phone.join() for phone in phones))
        moderator = await Moderator.enter(hall)
        before = await hall.settled()
        await moderator.tell("open", activity=hall.activity)
        await hall.settled()
        with hall.stopped():  # all press in the same moment, however long it takes to play that
            votes = asyncio.gather(*(phone.give(phone.answer(1)) for phone in phones))
            await moderator.until(lambda: all(phone.tries for phone in phones))
        assert all(answer.get("ok") for answer in await votes)
        await everybody_has_voted(moderator)
        return growth(before, await hall.settled())

    grown = run(burst())
    assert grown["calls"] > CROWD
    assert grown["commits"] == grown["batches"] <= CROWD / 20
    # The moderator's line listens for the cockpit and its miniature: each change is encoded once for each audience,
    # however many they are, and the opening once more, because the room's state is another picture; the cockpit's once
    # more with the first vote, after which the opening can no longer be taken back.
    assert grown["encodings"] == len(WATCHING) * (grown["broadcasts"] + 1) + 1
    assert grown["broadcasts"] <= grown["batches"] + SLACK


def test_nobody_gets_more_than_five_pictures_a_second(hall: Hall):
    async def trickle() -> tuple[float, int]:
        async with room_of(hall, BRISK) as (moderator, mayors):
            for mayor in mayors:
                mayor.heard.clear()
            began = asyncio.get_running_loop().time()
            await moderator.tell("open", activity=hall.activity)
            await everybody_has_voted(moderator)
            return asyncio.get_running_loop().time() - began, max(mayor.heard["results"] for mayor in mayors)

    seconds, most = run(trickle())
    assert SLACK < most <= PER_SECOND * seconds + SLACK


def test_a_wave_of_joining_tells_the_cockpit_once_a_second(hall: Hall):
    async def wave() -> list[float]:
        async with room_of(hall, BRISK):
            return hall.told()

    told = run(wave())
    assert len(told) > ARRIVAL * BRISK / SECOND
    assert all(after - before > SECOND - EARLY for before, after in pairwise(told)), told


@asynccontextmanager
async def room_of(hall: Hall, pace: float) -> AsyncIterator[tuple[Moderator, list[Mayor]]]:
    """A crowd that has come in and waits for the vote to open, and who opens it."""
    first = await closed(hall)
    async with invited(hall.server.url, hall.facts["code"], CROWD, pace) as mayors:
        crowd = asyncio.gather(*(mayor.take_part() for mayor in mayors))
        try:
            await first.until(lambda: all(mayor.heard["state"] for mayor in mayors), PATIENCE)
            await hall.settled()
            yield await Moderator.enter(hall), mayors
        finally:
            crowd.cancel()
            await asyncio.gather(crowd, return_exceptions=True)


async def closed(hall: Hall) -> Moderator:
    """Close the vote before a crowd comes. On a slow machine this line may not outlive their coming."""
    moderator = await Moderator.enter(hall)
    await moderator.tell("close", activity=hall.activity)
    return moderator


async def everybody_has_voted(moderator: Moderator) -> None:
    def is_whole() -> bool:
        told = [results for results in moderator.told("results") if results["audience"] == "cockpit"]
        return told[-1]["count"]["given"] == CROWD

    await moderator.until(is_whole, PATIENCE)


def growth(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {name: value - before.get(name, 0) for name, value in after.items()}
