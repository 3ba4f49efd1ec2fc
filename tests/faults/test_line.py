"""A bad line between hall and server: answers late, doubled, out of order, or lost with the line."""

import asyncio
import random

import pytest

from tests.faults.conftest import Hall
from tests.faults.crowd import Phone, Sending, run
from tests.faults.table import Row, contributions
from tests.faults.test_kill import by_voice
from tests.services.proxy import Faults, Proxy

CROWD = 300
CUTS = 3
GIVES = 4
BAD = Faults(delay=0.01, jitter=0.2, double=0.25, swap=0.25)


@pytest.fixture
def line(hall: Hall):
    proxy = Proxy(hall.server.port, seed=7)
    yield proxy
    proxy.close()


@pytest.mark.timeout(100)
def test_the_newest_answer_stands_on_a_line_that_delays_doubles_and_swaps(hall: Hall, line: Proxy):
    phones = hall.phones(CROWD, line.url)
    newest: dict[str, Sending] = {}

    async def storm() -> None:
        hurt(line)
        votes = asyncio.gather(*(vote(phone, newest) for phone in phones))
        for _ in range(CUTS):
            await asyncio.sleep(random.uniform(0.5, 1.0))
            line.cut()
            await asyncio.sleep(0.3)
            hurt(line)
        await votes

    run(storm())
    expected = [
        Row(voice, newest[voice].key, newest[voice].n, newest[voice].value)
        for voice in (phone.voice for phone in by_voice(phones))
    ]
    assert contributions(hall.instance, hall.round) == expected
    given = sum(1 if phone.participant % 3 else GIVES for phone in phones)
    assert sum(phone.tries for phone in phones) > given, "the line never hurt"


def hurt(line: Proxy) -> None:
    line.restore()
    line.up, line.down = BAD, BAD


async def vote(phone: Phone, newest: dict[str, Sending]) -> None:
    """Give once; every third changes its mind before the first answer is there, and gives ``GIVES`` times in all."""
    await asyncio.sleep(random.uniform(0, 1.5))
    first = newest[phone.voice] = phone.answer(1)
    if phone.participant % 3:
        answer = await phone.give(first)
        assert answer.get("ok"), answer
        return
    late = asyncio.ensure_future(phone.give(first))
    await asyncio.sleep(random.uniform(0, 0.3))
    second = newest[phone.voice] = phone.answer(2)
    answer = await phone.give(second)
    assert answer.get("ok"), answer
    await late
    await retry_late(phone, first, second)


async def retry_late(phone: Phone, older: Sending, newer: Sending) -> None:
    answer = await phone.give(older)
    assert answer["error"]["code"] == "superseded", answer
    stands = answer["error"]["stands"]
    assert (stands["n"], stands["key"], stands["value"]) == (newer.n, newer.key, newer.value)
    assert (await phone.give(newer)).get("ok")
