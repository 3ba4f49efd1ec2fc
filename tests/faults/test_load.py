"""Three hundred simulated mayors: what the server does must not grow with their number."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.faults.conftest import Hall
from tests.faults.crowd import run
from tests.faults.moderator import Moderator
from workshop.rehearsal import ARRIVAL, Mayor, invited

CROWD = 300
PER_SECOND = 5  # pictures of results at most
SECOND = 1.0
SLACK = 2  # the first and the last picture stand outside the spacing
AT_ONCE = 0.0  # pace: all press in the moment in which it opens
BRISK = 0.3  # pace: the votes arrive within three seconds
WATCHING = ("phone", "cockpit", "screen")  # nobody observes here
SETTLED = 1.5  # seconds until the lamps and newcomers' pictures are through
PATIENCE = 20.0  # seconds


def test_a_burst_is_a_handful_of_commits_and_one_encoding_an_audience(hall: Hall):
    async def burst() -> dict[str, int]:
        async with room_of(hall, AT_ONCE) as (moderator, _):
            before = hall.counters()
            await moderator.tell("open", activity=hall.activity)
            await everybody_has_voted(moderator)
            return growth(before, hall.counters())

    grown = run(burst())
    assert grown["calls"] > CROWD
    assert grown["commits"] == grown["batches"] <= CROWD / 5
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
        async with room_of(hall, BRISK) as (moderator, _):
            return [at for at, name, told in moderator.heard if name == "presence" and told["audience"] == "cockpit"]

    told = run(wave())
    assert len(told) > ARRIVAL * BRISK / SECOND
    assert len(told) <= (told[-1] - told[0]) / SECOND + SLACK, told


@asynccontextmanager
async def room_of(hall: Hall, pace: float) -> AsyncIterator[tuple[Moderator, list[Mayor]]]:
    """A crowd that has come in and waits for the vote to open."""
    moderator = await Moderator.enter(hall)
    await moderator.tell("close", activity=hall.activity)
    async with invited(hall.server.url, hall.facts["code"], CROWD, pace) as mayors:
        crowd = asyncio.gather(*(mayor.take_part() for mayor in mayors))
        try:
            await moderator.until(lambda: any(one["devices"] == CROWD for one in moderator.told("presence")), PATIENCE)
            await asyncio.sleep(SETTLED)
            yield moderator, mayors
        finally:
            crowd.cancel()
            await asyncio.gather(crowd, return_exceptions=True)


async def everybody_has_voted(moderator: Moderator) -> None:
    def is_whole() -> bool:
        told = [results for results in moderator.told("results") if results["audience"] == "cockpit"]
        return told[-1]["count"]["given"] == CROWD

    await moderator.until(is_whole, PATIENCE)


def growth(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {name: value - before.get(name, 0) for name, value in after.items()}
