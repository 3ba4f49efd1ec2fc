"""A real server in which people vote over http and sockets: what it writes links nobody to a ballot, and a hundred
devices of one seat have one ballot."""

import asyncio
import sys
from collections import Counter

import pytest

from tests.faults.crowd import run
from tests.secrecy import running, ways
from tests.secrecy.judge import CAUGHT, CHANCE, of_choices
from tests.secrecy.running import House, house_of
from tests.services.ballot_box import voter_key
from workshop.models import Box, Roll

ROUNDS = 14  # of fifteen ballots: 210
DEVICES = 100
WRITTEN = (ways.the_servers_log, ways.the_answers)


@pytest.mark.parametrize("house", ["sqlite"], indirect=True)  # both engines write the same lines
def test_nothing_that_a_running_server_writes_leads_from_a_voter_to_a_choice(house):
    held = run(running.hold(house, ROUNDS, seed=20170124))
    assert any("workshop" in line.lower() for line in house.written()), "it does write"
    # Chance alone is that lucky once in a hundred times; it is not so twice.
    unlucky = [way for way in WRITTEN if of_choices(way, held) <= CHANCE]
    if unlucky:
        again = run(running.hold(house, ROUNDS, seed=20170125))
        assert [way for way in unlucky if of_choices(way, again) <= CHANCE] == []


def test_a_socket_that_writes_down_what_comes_in_is_caught(request, tmp_path):
    house = house_of(request, tmp_path, "sqlite", (sys.executable, "-m", "tests.secrecy.talkative"))
    held = run(running.hold(house, 1, seed=1))
    house.close()
    assert of_choices(ways.the_servers_log, held) < CAUGHT


def test_one_seat_from_a_hundred_devices_over_real_sockets_has_one_ballot(house):
    answers, number = run(storm(house))
    assert Counter(one.get("error", {}).get("code", "ok") for one in answers) == {"ok": 1, "already_cast": DEVICES - 1}
    assert len({one["code"] for one in answers if one.get("ok")}) == 1
    assert house.vote.round.id == number
    assert len(house.vote.rows(Box)) == 1 and len([row for row in house.vote.rows(Roll) if row.voted]) == 1


async def storm(house: House) -> tuple[list[dict], int]:
    moderator = await running.Moderator.enter(house)
    number, mayor = await house.open_round(moderator), house.facts.mayors[0].id
    lines = await asyncio.gather(*(house.line(mayor) for _ in range(DEVICES)))
    ballots = [{"round": number, "value": "yes", "key": voter_key()} for _ in lines]
    answers = await asyncio.gather(*(line.call("cast", one) for line, one in zip(lines, ballots, strict=True)))
    for line in (moderator.line, *lines):
        line.close()
    return answers, number
