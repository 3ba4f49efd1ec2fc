"""A real server in which people vote over http and sockets: what it writes links nobody to a ballot, and a hundred
devices of one seat have one ballot."""

import asyncio
import sys
from collections import Counter
from collections.abc import Awaitable
from itertools import cycle

import pytest
from sqlalchemy import select

from tests.faults.crowd import run
from tests.live.line import join
from tests.secrecy import running, ways
from tests.secrecy.held import Held
from tests.secrecy.judge import CAUGHT, is_found, of_choices
from tests.secrecy.running import House, house_of
from tests.services.ballot_box import voter_key
from workshop.models import Box, Holding, Roll, Workshop
from workshop.rehearsal.wire import Line

ROUNDS = 14  # of fifteen ballots: 210
DEVICES = 100
CAPACITIES = ("holder", "deputy")
WRITTEN = (ways.the_servers_log, ways.the_answers)


@pytest.mark.parametrize("house", ["sqlite"], indirect=True)  # both engines write the same lines
def test_nothing_that_a_running_server_writes_leads_from_a_voter_to_a_choice(house):
    lots: list[list[Held]] = []

    def sample(n: int) -> list[Held]:
        while len(lots) <= n:
            lots.append(run(running.hold(house, ROUNDS, seed=20170124 + len(lots))))
        return lots[n]

    assert [way.__name__ for way in WRITTEN if is_found(of_choices, way, sample)] == []
    assert any("workshop" in line.lower() for line in house.written()), "it does write"


def test_a_socket_that_writes_down_what_comes_in_is_caught(request, tmp_path):
    house = house_of(request, tmp_path, "sqlite", (sys.executable, "-m", "tests.secrecy.talkative"))
    held = run(running.hold(house, 2, seed=1))
    house.close()
    assert of_choices(ways.the_servers_log, held) < CAUGHT


def test_one_seat_from_a_hundred_devices_over_real_sockets_has_one_ballot(house):
    """From mayor, deputy, a device let in as each of them and a second bearer of the link, while mayor and deputy take
    the vote from each other."""
    answers, number = run(storm(house, all_on_one_seat_of(house)))
    told = Counter(one.get("error", {}).get("code", "ok") for one in answers)
    assert told["ok"] == 1 and set(told) <= {"ok", "already_cast", "held_by_other"}
    assert told.total() == DEVICES + 2
    assert house.vote.round.id == number
    assert len(house.vote.rows(Box)) == 1 and len([row for row in house.vote.rows(Roll) if row.voted]) == 1
    with house.vote.hall.read() as session:
        assert session.scalars(select(Holding)).first(), "it was handed over"


def all_on_one_seat_of(house: House) -> list[int]:
    """Let all come in by the server's own doors and return whom each was told to be: mayor and deputy by the link, its
    second bearer, and two by the code, who wait."""
    seat = house.vote.hall.seat_of(house.facts.mayors[-1])
    with house.vote.hall.read() as session:
        code = session.get_one(Workshop, house.workshop).code
    by_link = [house.by_link(seat, capacity) for capacity in ("holder", "deputy", "holder")]
    return [*by_link, *(join(house.server.url, code, seat=seat, capacity=one)["participant"] for one in CAPACITIES)]


async def storm(house: House, people: list[int]) -> tuple[list[dict], int]:
    moderator = await running.Moderator.enter(house)
    for device in people[-len(CAPACITIES) :]:
        assert (await moderator.line.call("admit_device", {"participant": device}))["ok"]
    await moderator.until(lambda: moderator.state["waiting"] == [])
    number = await house.open_round(moderator)
    lines = [await house.line(who) for who, _ in zip(cycle(people), range(DEVICES), strict=False)]

    def cast(line: Line) -> Awaitable[dict]:
        return asyncio.ensure_future(line.call("cast", {"round": number, "value": "yes", "key": voter_key()}))

    # All at once; of every ten lines one takes the vote as well, in turn the mayor's and the deputy's.
    takings, ballots = [], []
    for n, line in enumerate(lines):
        ballots.append(cast(line))
        if n % 10 == 0:
            takings.append(asyncio.ensure_future(lines[1 - n // 10 % 2].call("take_vote", {})))
    answers = await asyncio.gather(*ballots)
    assert all(one.get("ok") for one in await asyncio.gather(*takings))
    # If the vote was always in the other's hands, its last holder has still to cast.
    answers += [await cast(line) for line in lines[:2]]
    assert (await lines[0].call("take_vote", {}))["ok"]  # as it was: others vote in this house, too
    for line in (moderator.line, *lines):
        line.close()
    return answers, number
