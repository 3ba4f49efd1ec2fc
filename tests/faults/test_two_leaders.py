"""Two moderators press at the same moment, a thousand times: one is first, the other is told so in
plain words, both see the same room, and nothing of the later press has happened."""

import asyncio
import random
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.faults.conftest import Hall
from tests.faults.crowd import run
from tests.faults.moderator import Moderator, sign_in

BLOCKS, ROUNDS = 10, 100  # a socket takes 120 commands in ten seconds, so each block has lines of its own


@dataclass
class Model:
    """What the room must be after all that was accepted, by rules of the test's own."""

    activity: int
    accounts: list[int] = field(default_factory=list)
    black: bool = False
    show_join: bool = True
    state: str = "open"
    leader: int | None = None

    def presses(self, who: int) -> list[tuple[str, dict[str, Any], Callable[[], None]]]:
        """Return what a moderator can press now so that something changes: command, payload, consequence."""
        me, other = self.accounts[who], self.accounts[1 - who]
        step = {"activity": self.activity}
        lead = ("hand_over", {"to": other}) if self.leader == me else ("take_over", {})
        moves = {
            "draft": [("open", "open")],
            "open": [("close", "closed")],
            "closed": [("open", "open"), ("next_round", "draft")],
        }[self.state]
        return [
            ("black", {"on": not self.black}, lambda: self._put(black=not self.black)),
            ("show_join", {"on": not self.show_join}, self._flip_join),
            (*lead, lambda: self._put(leader=other if self.leader == me else me)),
            *((name, step, lambda state=state: self._put(state=state)) for name, state in moves),
        ]

    def _flip_join(self) -> None:
        self._put(show_join=not self.show_join, black=self.black and self.show_join)

    def _put(self, **facts: Any) -> None:
        for name, value in facts.items():
            setattr(self, name, value)

    def is_seen_in(self, picture: dict[str, Any]) -> bool:
        seen = (picture["black"], picture["show_join"], picture["live"]["state"], (picture["leader"] or {}).get("id"))
        return seen == (self.black, self.show_join, self.state, self.leader)


@pytest.mark.timeout(90)
def test_of_two_who_act_at_once_one_is_first_and_the_other_is_told(hall: Hall):
    run(race(hall))


async def race(hall: Hall) -> None:
    cookies = [await asyncio.to_thread(sign_in, hall.server, account) for account in (0, 1)]
    model, firsts = Model(hall.activity), Counter()
    for _ in range(BLOCKS):
        two = [await Moderator.enter(hall, one) for one in cookies]
        await known(model, two)
        entries, revision = journal(hall), two[0].state["revision"]
        for _ in range(ROUNDS):
            firsts[await one_round(model, two, revision)] += 1
            revision += 1
        for one in two:
            await one.until(lambda one=one, revision=revision: one.state["revision"] == revision)
            assert model.is_seen_in(one.state)
        assert [(entry["command"], entry["entry"]) for entry in two[0].state["undo"]] == [
            (entry["command"], entry["entry"]) for entry in two[1].state["undo"]
        ]
        assert journal(hall) == entries + ROUNDS, "what was refused has left something"
        for one in two:
            one.line.close()
    assert min(firsts.values()) > BLOCKS, f"always the same one was first: {firsts}"


async def known(model: Model, two: list[Moderator]) -> None:
    """Learn from presence which account sits at which line; the second to come is new in it."""
    if model.accounts:
        return
    await two[0].until(lambda: len(connected(two[0])) == 2)
    model.accounts = sorted(connected(two[0]))  # the first log-in was made first
    model.show_join, model.black = two[0].state["show_join"], two[0].state["black"]


def connected(one: Moderator) -> list[int]:
    """Return whose cockpit is open, as the last presence says."""
    told = [picture["moderators"] for picture in one.told("presence") if picture["audience"] == "cockpit"]
    return [account["id"] for account in told[-1]] if told else []


async def one_round(model: Model, two: list[Moderator], revision: int) -> int:
    """Let both press something at once, in either order; return who was first."""
    presses = [random.choice(model.presses(who)) for who in (0, 1)]
    order = random.sample((0, 1), 2)
    calls = {who: two[who].line.call(presses[who][0], {**presses[who][1], "expected": revision}) for who in order}
    answers = dict(zip(calls, await asyncio.gather(*calls.values()), strict=True))
    accepted = [who for who in (0, 1) if answers[who].get("ok")]
    assert len(accepted) == 1, (presses, answers)
    late = answers[1 - accepted[0]]
    assert late == {"error": {"code": "stale", "revision": revision + 1}}, (presses, late)
    presses[accepted[0]][2]()
    return accepted[0]


def journal(hall: Hall) -> int:
    """Return how many entries the workshop's journal has on disk."""
    with sqlite3.connect(f"file:{hall.instance / 'workshop.db'}?mode=ro", uri=True) as connection:
        found = connection.execute("SELECT count(*) FROM journal WHERE workshop_id = ?", [hall.workshop]).fetchone()
    connection.close()
    return int(found[0])
