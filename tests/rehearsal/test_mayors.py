"""Simulated mayors against a real server, led by a moderator on the same wire."""

import asyncio
import json
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import Any

import pytest
import requests

from config import ROOT
from tests.faults import crowd
from tests.faults.moderator import sign_in
from workshop.rehearsal import run
from workshop.rehearsal.answers import plan
from workshop.rehearsal.mayor import lively
from workshop.rehearsal.wire import Line, TurnedAway, connect

VOICES = 17
QUICK = 0.05  # of the pace of people
CARDS = 3  # the step that collects cards
PATIENCE = 60  # seconds; against hanging only, as that for a whole test is

pytestmark = pytest.mark.timeout(240)


def test_seventeen_join_and_all_of_them_answer(server):
    async def story(room):
        await room.until(lambda: room.presence["here"] == VOICES)
        await room.hold(1, lambda: room.count == VOICES)
        await room.hold(2, lambda: room.count == VOICES)

    statements = play(server, story).whole["statements"]
    assert {statement["n"] + statement["none"] for statement in statements} == {VOICES}
    assert [statement["label"] for statement in statements if statement["dissent"]] == ["Mobilität"]


def test_sixty_people_come_in_at_the_same_moment(server):
    async def story(room):
        await room.until(lambda: room.presence.get("devices") == 60)

    play(server, story, voices=60, pace=0)
    assert "failed" not in server.log


def test_after_a_crash_they_come_back_and_nothing_is_given_twice(server):
    async def story(room):
        await room.hold(CARDS, lambda: room.count >= 5)
        server.kill()
        server.start()
        await room.enter()
        await room.until(lambda: room.presence["here"] == VOICES)
        await room.until(lambda: room.count == VOICES)
        await room.all_given()
        rows = room.given("kind, item, value")
        said.extend((item, json.loads(value)["text"]) for kind, item, value in rows if kind == "card")

    said: list[tuple[str, str]] = []
    play(server, story)
    assert len(set(said)) == len(said) > VOICES


def test_like_people_some_come_late_and_some_lose_their_line_and_all_of_them_answer(server):
    tempers = [lively(voice) for voice in range(VOICES)]
    late, dropping = sum(one.late > 0 for one in tempers), sum(one.drops is not None for one in tempers)
    assert late and dropping and any(one.wavers for one in tempers)
    assert tempers == [lively(voice) for voice in range(VOICES)], "as in the last rehearsal"
    seats = [seat["id"] for seat in requests.get(f"{server.url}/api/join", {"code": code_of(server)}).json()["seats"]]

    async def story(room):
        await room.tell("go_live", activity=1)
        await room.tell("open", activity=1)
        await room.until(lambda: room.count == VOICES)
        await room.until(lambda: room.presence["here"] == VOICES)
        await room.until(lambda: room.presence["here"] < VOICES)
        await room.until(lambda: room.presence["here"] == VOICES)

    assert play(server, story, like_people=True).count == VOICES
    came = [seats.index(seat) for (seat,) in rows_of(server, "SELECT seat_id FROM participant ORDER BY id")]
    assert set(came[-late:]) == {voice for voice, one in enumerate(tempers) if one.late > 0}


def test_a_wrong_code_lets_nobody_in(server):
    async def story(room):
        with pytest.raises(TurnedAway):
            await run(server.url, "0000-0000", 2)

    play(server, story, voices=0)


def test_they_end_when_they_are_told_to(server):
    code = f"from workshop import rehearsal; rehearsal.main({server.url!r}, {code_of(server)!r}, 3, {QUICK})"
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE)

    async def story(room):
        await room.until(lambda: room.presence["here"] == 3)
        process.send_signal(signal.SIGTERM)
        await room.until(lambda: room.presence["here"] == 0)

    play(server, story, voices=0)
    assert (process.wait(PATIENCE), process.stderr.read()) == (0, b"")


class Cockpit:
    """A moderator's line: the last picture of each sort."""

    def __init__(self, server: Any, cookies: str) -> None:
        self.server, self.headers = server, {"Cookie": cookies, "Origin": server.url}
        self.state: dict[str, Any] = {}
        self.presence: dict[str, Any] = {"here": 0}
        self.whole: Any = None
        self.count = 0

    async def enter(self) -> None:
        self.line = await connect(self.server.url, {"w": 1, "as": "cockpit"}, {}, self.hear, self.headers)
        await self.until(lambda: bool(self.state))

    def hear(self, line: Line, event: str, payload: Any) -> None:
        if event == "results" and payload["audience"] == "cockpit":
            self.count, self.whole = payload["count"]["given"], payload["whole"]
        elif event in ("state", "presence") and payload["audience"] == "cockpit":
            setattr(self, event, payload)

    async def tell(self, command: str, **payload: Any) -> None:
        revision = self.state["revision"]
        answer = await self.line.call(command, {**payload, "expected": revision})
        assert answer.get("ok"), answer
        await self.until(lambda: self.state["revision"] > revision)

    async def hold(self, step: int, is_enough: Any) -> None:
        """Open a step and close it, unless it is that of the cards, once everybody is through."""
        await self.tell("go_live", activity=step)
        await self.tell("open", activity=step)
        await self.until(lambda: self.state["live"]["activity"] == step and is_enough())
        if step != CARDS:
            await self.all_given()
            await self.tell("close", activity=step)
            if not self.state["live"]["shown"]:
                await self.tell("reveal", activity=step)

    async def all_given(self) -> None:
        """Wait until the disk has all that the mayors plan for the live step."""
        planned = [one for voice in range(VOICES) for one in plan(self.state["live"], voice)]
        kinds = {one.kind for one in planned}
        await self.until(lambda: sum(kind in kinds for (kind,) in self.given("kind")) >= len(planned))

    def given(self, columns: str) -> list[tuple[Any, ...]]:
        return rows_of(
            self.server, f"SELECT {columns} FROM contribution WHERE round_id = ?", self.state["live"]["round"]
        )

    async def until(self, is_so: Any) -> None:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not is_so():
            assert asyncio.get_running_loop().time() < deadline, (self.count, self.presence, self.state.get("live"))
            await asyncio.sleep(0.02)


def play(server: Any, story: Any, voices: int = VOICES, pace: float = QUICK, *, like_people: bool = False) -> Cockpit:
    return crowd.run(_play(server, story, voices, pace, like_people))


async def _play(server: Any, story: Any, voices: int, pace: float, like_people: bool) -> Cockpit:  # noqa: FBT001
    room = Cockpit(server, await asyncio.to_thread(sign_in, server))
    await room.enter()
    coming = run(server.url, code_of(server), voices, pace, like_people=like_people) if voices else None
    mayors = asyncio.create_task(coming) if coming else None
    await story(room)
    if mayors:
        mayors.cancel()
        await asyncio.gather(mayors, return_exceptions=True)
    return room


def rows_of(server: Any, question: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(server.instance / "workshop.db", timeout=PATIENCE)) as database:
        return database.execute(question, values).fetchall()


def code_of(server: Any) -> str:
    return re.search(r"Code: (\S+)", server.log)[1]
