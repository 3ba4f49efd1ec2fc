"""A vote on a server as people run it, a process of its own: everybody comes by http and by a socket, from the
moderator's log-in to the list of receipts. Its database is a copy of the prepared vote, on either engine.
"""

import asyncio
import json
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from random import Random
from typing import Any
from urllib.request import Request, urlopen

from sqlalchemy import update

from tests.faults.moderator import Moderator
from tests.secrecy.held import Held, drawn, voter_key
from tests.services.ballot_box import STEP, Facts, Vote, vote_again
from tests.services.server import Server
from workshop.domain.secrets import hash_password
from workshop.models import User
from workshop.rehearsal.wire import Line, connect
from workshop.tokens import Tokens

SECRET = "of these tests and of no other server"
PASSWORD = "Vierzehn Runden am Morgen"
PATIENCE = 20.0  # seconds
LOOK = 2  # of the voters look their receipts up


@dataclass
class House:
    """``command``: what is run in place of ``wsgi.py``. ``vote`` is for the judge: what the database holds."""

    url: str
    folder: Path
    facts: Facts
    command: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.vote: Vote = vote_again(self.url, self.folder / "keys", self.facts)
        self.workshop, self.activity = self.facts.workshop, self.vote.hall.step(STEP)
        self.vote.hall.command("go_live", activity=self.activity)
        self._tokens = Tokens(SECRET)
        with self.vote.hall.engine.begin() as connection:
            connection.execute(update(User).values(password=hash_password(PASSWORD)))
        (self.folder / "first-log-ins.txt").write_text(f"Moderation: moderator / {PASSWORD}\n")
        keys = str(self.folder / "keys")
        settings = {"DATABASE_URL": self.url, "SECRET_KEY": SECRET, "BALLOT_KEYS": keys, "LOG_LEVEL": "debug"}
        self.server = Server(self.folder, **settings)
        self.server.command = self.command or self.server.command
        self.server.start()

    def close(self) -> None:
        self.server.kill()
        self.vote.hall.engine.dispose()

    async def line(self, participant: int) -> Line:
        """Connect a device of somebody."""
        query, auth = (
            {"w": self.workshop, "as": "phone"},
            {"token": self._tokens.participant(self.workshop, participant)},
        )
        return await connect(self.server.url, query, auth, lambda *_: None)

    def by_link(self, seat: int, capacity: str) -> int:
        """Come by the seat's personal link and return who one is told to be."""
        wish = {"token": self._tokens.seat_link(seat, 1), "workshop": self.workshop, "capacity": capacity}
        request = Request(f"{self.server.url}/api/seat/join", json.dumps(wish).encode())
        request.add_header("Content-Type", "application/json")
        with urlopen(request, timeout=PATIENCE) as answer:
            given = SimpleCookie(answer.headers["Set-Cookie"])
        return self._tokens.read_participant(given[f"participant_{self.workshop}"].value)[1]

    def see(self, participant: int, page: str) -> bytes:
        """Ask for a page as the browser of somebody."""
        cookie = "{name}={value}".format_map(self.cookie(participant))
        with urlopen(Request(f"{self.server.url}{page}", headers={"Cookie": cookie}), timeout=PATIENCE) as answer:
            return answer.read()

    def cookie(self, participant: int) -> dict[str, str]:
        """Return what the browser of somebody keeps."""
        name, value = f"participant_{self.workshop}", self._tokens.participant(self.workshop, participant)
        return {"name": name, "value": value}

    async def open_round(self, moderator: Moderator) -> int:
        """Open the vote, anew if it was held before; return the number of its round."""
        if self.vote.round.state != "draft":
            await moderator.tell("next_round", activity=self.activity)
        await moderator.tell("open", activity=self.activity)
        return self.vote.round.id

    async def close_round(self, moderator: Moderator) -> None:
        """Close the vote and wait until it is counted."""
        await moderator.tell("close", activity=self.activity)
        await moderator.until(lambda: self.vote.round.state == "sealed", PATIENCE)

    def written(self) -> list[str]:
        """Return all lines that the server has written so far, into whatever file of its folder."""
        files = [one for one in sorted(self.folder.rglob("*.log")) if one.is_file()]
        return [line for one in files for line in one.read_text(errors="replace").splitlines()]


def house_of(request: Any, folder: Path, engine: str, command: tuple[str, ...] = ()) -> House:
    """Start a server on a copy of the prepared vote of an engine."""
    template, facts = request.getfixturevalue(f"{engine}_vote")
    if engine == "postgres":
        return House(request.getfixturevalue("postgres").create(template=template), folder, facts, list(command))
    (folder / "workshop.db").write_bytes(template.read_bytes())
    return House(f"sqlite:///{folder / 'workshop.db'}", folder, facts, list(command))


async def hold(house: House, rounds: int, seed: int) -> list[Held]:
    """Hold that many rounds: what comes of each is what the server wrote and answered meanwhile."""
    chance = Random(seed)
    moderator = await Moderator.enter(house)
    lines = {who.id: await house.line(who.id) for who in house.facts.mayors}
    held = [await hold_one(house, moderator, lines, chance) for _ in range(rounds)]
    for line in (moderator.line, *lines.values()):
        line.close()
    return held


async def hold_one(house: House, moderator: Moderator, lines: dict[int, Line], chance: Random) -> Held:
    before = len(house.written())
    await house.open_round(moderator)
    held = drawn(house.vote, chance)
    for seat in held.order:
        ballot = {"round": held.number, "value": held.truth[seat], "key": voter_key(chance)}
        answer: dict[str, Any] = await lines[held.people[seat]].call("cast", ballot)
        held.answers[seat], held.codes[seat] = answer, answer["code"].replace("-", "")
    await house.close_round(moderator)
    for seat in held.order[:LOOK]:
        await asyncio.to_thread(house.see, held.people[seat], f"/w/{house.workshop}/ballots/{held.number}")
    held.log = house.written()[before:]
    return held
