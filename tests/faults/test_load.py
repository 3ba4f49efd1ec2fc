"""Three hundred phones: what the server does must not grow with their number."""

import asyncio
import random

import pytest

from tests.faults.conftest import Hall
from tests.faults.crowd import Phone, Sending, run
from tests.faults.moderator import Moderator

CROWD = 300
PER_SECOND = 5  # pictures of results at most
SPREAD = 3.0  # seconds over which the votes arrive
SECOND = 1.0
SLACK = 2  # the first and the last picture stand outside the spacing


@pytest.fixture
def phones(hall: Hall) -> list[Phone]:
    return hall.phones(CROWD)


def test_a_burst_is_a_handful_of_commits_and_one_encoding_an_audience(hall: Hall, phones):
    async def burst() -> tuple[dict, dict]:
        await everybody_joins(phones)
        before = hall.counters()
        await asyncio.gather(*(phone.give(Sending(hall.round, ["a"], 1)) for phone in phones))
        await phones[0].until(lambda results: results["count"]["given"] == CROWD)
        return before, hall.counters()

    grown = growth(*run(burst()))
    assert grown["commits"] == grown["batches"] <= CROWD / 5
    # Only phones listen, and each change is encoded once for them and once for nobody else.
    assert grown["encodings"] == grown["broadcasts"] <= grown["batches"] + SLACK


def test_nobody_gets_more_than_five_pictures_a_second(hall: Hall, phones):
    async def trickle() -> float:
        await everybody_joins(phones)
        began = asyncio.get_running_loop().time()
        await asyncio.gather(*(vote_sometime(phone, hall.round) for phone in phones))
        await phones[0].until(lambda results: results["count"]["given"] == CROWD)
        return asyncio.get_running_loop().time() - began

    seconds = run(trickle())
    most = max(len(phone.results) for phone in phones)
    assert most <= PER_SECOND * seconds + SLACK


def test_a_wave_of_joining_tells_the_cockpit_once_a_second(hall: Hall, phones):
    async def wave() -> list[float]:
        moderator = await Moderator.enter(hall)
        await asyncio.sleep(SECOND)
        moderator.heard.clear()
        await asyncio.gather(*(join_sometime(phone) for phone in phones))
        await moderator.until(lambda: any(one["devices"] == CROWD for one in moderator.told("presence")))
        return [at for at, name, told in moderator.heard if name == "presence" and told["audience"] == "cockpit"]

    told = run(wave())
    assert len(told) <= (told[-1] - told[0]) / SECOND + SLACK, told


async def everybody_joins(phones: list[Phone]) -> None:
    await asyncio.gather(*(phone.join() for phone in phones))
    await asyncio.gather(*(phone.until(lambda results: True) for phone in phones))


async def join_sometime(phone: Phone) -> None:
    await asyncio.sleep(random.uniform(0, SPREAD))
    await phone.join()


async def vote_sometime(phone: Phone, round_: int) -> None:
    await asyncio.sleep(random.uniform(0, SPREAD))
    assert (await phone.give(Sending(round_, ["b"], 1))).get("ok")


def growth(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {name: value - before.get(name, 0) for name, value in after.items()}
