"""The server dies while a hall votes: nothing that was acknowledged is lost, nothing is doubled."""

import asyncio
import random
from collections.abc import Callable

import pytest

from tests.faults.conftest import Hall
from tests.faults.crowd import Phone, Sending, run
from tests.faults.table import Row, contributions

CROWD = 300
KILLS = 5
CHANGES = 6  # answers each phone gives, one after the other
PATIENCE = 60.0  # seconds; against hanging only


@pytest.mark.timeout(240)  # against hanging only
def test_three_hundred_votes_survive_kills_row_by_row(hall: Hall):
    phones = hall.phones(CROWD)
    lost: list[str] = []

    async def storm() -> None:
        votes = asyncio.gather(*(change_mind(phone) for phone in phones))
        for _ in range(KILLS):
            await somebody(phones, lambda phone: len(phone.acknowledged))
            await asyncio.sleep(random.uniform(0, 0.2))
            with hall.stopped():  # what is sent from here on has no answer when the end comes
                await somebody(phones, lambda phone: phone.tries)
                await asyncio.to_thread(hall.server.kill)
            lost.extend(missing(phones, contributions(hall.instance, hall.round)))
            await asyncio.to_thread(hall.server.start)
        await votes

    run(storm())
    rows = contributions(hall.instance, hall.round)
    assert lost == []
    assert [last_of(phone) for phone in by_voice(phones)] == rows
    assert len(rows) == CROWD
    assert sum(phone.tries for phone in phones) > CROWD * CHANGES, "no kill ever hit a vote"


async def somebody(phones: list[Phone], count: Callable[[Phone], int]) -> None:
    """Wait until a number has grown."""
    before = sum(map(count, phones))
    async with asyncio.timeout(PATIENCE):
        while sum(map(count, phones)) == before:
            await asyncio.sleep(0.01)


async def change_mind(phone: Phone) -> None:
    for n in range(1, CHANGES + 1):
        await asyncio.sleep(random.uniform(0, 0.8))
        answer = await phone.give(phone.answer(n))
        assert answer.get("ok"), answer


def missing(phones: list[Phone], rows: list[Row]) -> list[str]:
    """Name the acknowledged answers that the disk does not know, or only an older one of."""
    saved = {row.voice: row for row in rows}
    return [
        f"{phone.voice} n={phone.acknowledged[-1].n}"
        for phone in phones
        if phone.acknowledged and not holds(saved.get(phone.voice), phone.acknowledged[-1])
    ]


def holds(row: Row | None, sending: Sending) -> bool:
    if row is None or row.n < sending.n:
        return False
    return row.n > sending.n or (row.key, row.value) == (sending.key, sending.value)


def last_of(phone: Phone) -> Row:
    last = phone.acknowledged[-1]
    return Row(phone.voice, last.key, last.n, last.value)


def by_voice(phones: list[Phone]) -> list[Phone]:
    return sorted(phones, key=lambda phone: phone.voice)
