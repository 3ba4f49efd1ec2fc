"""Two moderators press at the same moment, a thousand times: one is first, the other is told so in plain words, both
see the same room after each of them, and nothing of the later press has happened."""

import asyncio
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest
from sqlalchemy import create_engine, text

from config import ROOT
from tests.faults.conftest import Hall
from tests.faults.crowd import run
from tests.faults.moderator import Moderator, sign_in
from tests.services.server import Server, prepare, settings

ROOMS = 10  # at once: a room sends at most five pictures a second, and each round waits for its own
BLOCKS = 5


@dataclass
class Press:
    """A button: what it sends, what comes of it if it is first, and what is said if it comes second to its like."""

    command: str
    payload: dict[str, Any]
    does: Callable[[dict[str, Any]], None]
    refused: str = "stale"


@dataclass
class Model:
    """What the room must be after all that was accepted, by rules of the test's own."""

    hall: Hall
    accounts: list[int]
    black: bool
    show_join: bool
    state: str
    leader: int | None
    merged: dict[int, int]  # card: under which
    adopted: int | None  # the measure that was made of the last card
    measures: dict[int, str]

    def leads(self, who: int) -> list[Press]:
        """Return what leads the room and changes something now; of two such, whatever they are, one is stale."""
        me, other = self.accounts[who], self.accounts[1 - who]
        step = {"activity": self.hall.activity}
        lead = ("hand_over", {"to": other}) if self.leader == me else ("take_over", {})
        moves = {
            "draft": [("open", "open")],
            "open": [("close", "closed")],
            "closed": [("open", "open"), ("next_round", "draft")],
        }[self.state]
        return [
            Press("black", {"on": not self.black}, lambda _: self._put(black=not self.black)),
            Press("show_join", {"on": not self.show_join}, self._flip_join),
            Press(*lead, lambda _: self._put(leader=other if self.leader == me else me)),
            *(Press(name, step, lambda _, state=state: self._put(state=state)) for name, state in moves),
        ]

    def arranges(self, who: int, words: str) -> list[Press]:
        """Return what is about the same thing as the other's press at this place, and needs no lead."""
        mine, theirs = (self.hall.facts["cards"][at] for at in (who, 1 - who))
        proposal, measure = self.hall.facts["cards"][2], self.hall.facts["measure"]
        edit = {"measure": measure, "field": "what", "value": words.format(who), "former": self.measures[measure]}
        return [
            self._merge(mine, theirs) if not self.merged else self._part(),
            self._adopt(proposal) if self.adopted is None else self._strike(),
            Press("edit_measure", edit, lambda _: self.measures.update({measure: edit["value"]}), "conflict"),
        ]

    def _merge(self, card: int, into: int) -> Press:
        return Press(
            "merge", {"cards": [card], "into": into}, lambda _: self.merged.update({card: into}), "merge_target"
        )

    def _part(self) -> Press:
        return Press("unmerge", {"card": next(iter(self.merged))}, lambda _: self.merged.clear(), "not_merged")

    def _adopt(self, card: int) -> Press:
        def does(answer: dict[str, Any]) -> None:
            self.adopted = answer["measure"]
            self.measures[self.adopted] = f"Karte von {self.hall.facts['guests'][2][0]}"

        return Press("adopt", {"card": card}, does, "adopted")

    def _strike(self) -> Press:
        measure = self.adopted or 0

        def does(_: dict[str, Any]) -> None:
            del self.measures[measure]
            self.adopted = None

        return Press("remove_measure", {"measure": measure}, does, "not_found")

    def _flip_join(self, _: dict[str, Any]) -> None:
        self._put(show_join=not self.show_join, black=self.black and self.show_join)

    def _put(self, **facts: Any) -> None:
        for name, value in facts.items():
            setattr(self, name, value)

    def is_seen_by(self, one: Moderator) -> bool:
        picture = one.state
        seen = (picture["black"], picture["show_join"], one.step["state"], (picture["leader"] or {}).get("id"))
        merged = {row["id"]: row["merged_into"] for row in one.rows.values() if row["merged_into"]}
        measures = {measure["id"]: measure["what"] for measure in picture["measures"]}
        room = (self.black, self.show_join, self.state, self.leader)
        return (seen, merged, measures) == (room, self.merged, self.measures)


@pytest.fixture(scope="module")
def lead(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Hall]]:
    yield from held(Path(shutil.copytree(prepared, tmp_path_factory.mktemp("lead") / "instance")))


@pytest.fixture
def lead_on_postgres(postgres_url: str, tmp_path: Path) -> Iterator[list[Hall]]:
    prepare(tmp_path / "instance", DATABASE_URL=postgres_url)
    yield from held(tmp_path / "instance", DATABASE_URL=postgres_url)


def held(instance: Path, **environ: str) -> Iterator[list[Hall]]:
    command = [sys.executable, "-m", "tests.faults.rooms", str(ROOMS)]
    env = settings(instance, **environ)
    made = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, check=True).stdout
    server = Server(instance, **environ).start()
    yield [Hall(server, facts) for facts in orjson.loads(made)]
    server.kill()


@pytest.mark.timeout(90)
@pytest.mark.parametrize("block", range(BLOCKS))
def test_of_two_who_act_at_once_one_is_first_and_the_other_is_told(lead: list[Hall], block: int):
    run(race(lead, block, rounds=1000 // BLOCKS // ROOMS))


@pytest.mark.timeout(90)
def test_of_two_who_act_at_once_one_is_first_on_postgresql_too(lead_on_postgres: list[Hall]):
    run(race(lead_on_postgres, 0, rounds=100 // ROOMS))


async def race(halls: list[Hall], block: int, rounds: int) -> None:
    cookies = [await asyncio.to_thread(sign_in, halls[0].server, account) for account in (0, 1)]
    chances = [Random(block * ROOMS + at) for at in range(ROOMS)]
    races = (race_in(hall, cookies, rounds, chance) for hall, chance in zip(halls, chances, strict=True))
    firsts = sum(await asyncio.gather(*races), Counter[int]())
    assert firsts.total() == rounds * ROOMS
    assert min(firsts[0], firsts[1]) > 10, f"always the same one was first: {firsts}"


async def race_in(hall: Hall, cookies: list[str], rounds: int, chance: Random) -> Counter[int]:
    two = [await Moderator.enter(hall, one) for one in cookies]
    model, entries = await known(hall, two), journal(hall)
    before, firsts = [pictures(one) for one in two], Counter[int]()
    for n in range(rounds):
        firsts[await one_round(model, two, f"{n} von {{}}, {entries}", chance)] += 1
    assert journal(hall) == entries + rounds, "what was refused has left something"
    assert [pictures(one) for one in two] == [so_far + rounds for so_far in before], "not one picture a round for each"
    for one in two:
        one.line.close()
    return firsts


def pictures(one: Moderator) -> int:
    return sum(picture["audience"] == "cockpit" for picture in one.told("state"))


async def known(hall: Hall, two: list[Moderator]) -> Model:
    """Learn how the room is, and from presence which account sits at which line: the first log-in was made first."""
    await two[0].until(lambda: len(connected(two[0])) == 2)
    for one in two:
        await one.until(lambda one=one: len(one.rows) == len(hall.facts["cards"]))
    state, rows = two[0].state, two[0].rows
    return Model(
        hall,
        sorted(connected(two[0])),
        state["black"],
        state["show_join"],
        two[0].step["state"],
        (state["leader"] or {}).get("id"),
        {number: row["merged_into"] for number, row in rows.items() if row["merged_into"]},
        next((one["id"] for one in state["measures"] if one["card"]), None),
        {one["id"]: one["what"] for one in state["measures"]},
    )


def connected(one: Moderator) -> list[int]:
    """Return whose cockpit is open, as the last presence says."""
    told = [picture["moderators"] for picture in one.told("presence") if picture["audience"] == "cockpit"]
    return [account["id"] for account in told[-1]] if told else []


async def one_round(model: Model, two: list[Moderator], words: str, chance: Random) -> int:
    """Let both press something at once, in either order; return who was first."""
    revision = two[0].state["revision"]
    if is_lead := chance.random() < 0.5:
        presses = [chance.choice(model.leads(who)) for who in (0, 1)]
    else:
        about = chance.randrange(3)
        presses = [model.arranges(who, words)[about] for who in (0, 1)]
    more = {"expected": revision} if is_lead else {}
    order = chance.sample((0, 1), 2)
    calls = {who: two[who].line.call(presses[who].command, {**presses[who].payload, **more}) for who in order}
    answers = dict(zip(calls, await asyncio.gather(*calls.values()), strict=True))
    accepted = [who for who in (0, 1) if answers[who].get("ok")]
    assert len(accepted) == 1, (presses, answers)
    first, late = accepted[0], answers[1 - accepted[0]]
    told = {"revision": revision + 1} if is_lead else {}
    if presses[first].command == "edit_measure":
        told = {"field": "what", "stands": presses[first].payload["value"]}
    assert late == {"error": {"code": presses[1 - first].refused, **told}}, (presses, late)
    presses[first].does(answers[first])
    await both_see(model, two)
    assert two[0].state["revision"] == revision + is_lead
    return first


async def both_see(model: Model, two: list[Moderator]) -> None:
    for one in two:
        await one.until(lambda one=one: model.is_seen_by(one))
    assert (two[0].state, two[0].rows) == (two[1].state, two[1].rows)


def journal(hall: Hall) -> int:
    """Return how many entries the workshop's journal has on disk."""
    url = hall.server.environ.get("DATABASE_URL", f"sqlite:///{hall.instance / 'workshop.db'}")
    engine = create_engine(url)
    with engine.connect() as connection:
        query = text("SELECT count(*) FROM journal WHERE workshop_id = :workshop")
        entries = connection.execute(query, {"workshop": hall.workshop}).scalar_one()
    engine.dispose()
    return int(entries)
