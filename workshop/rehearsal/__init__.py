"""Simulated mayors: they join by the code and answer whatever is open, through the real socket.

They run in a process of their own, for a demonstration or a rehearsal, and know of the server
only what any phone knows. They end when the server ends, or on SIGTERM.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, DummyCookieJar, TCPConnector

from workshop.rehearsal.mayor import Jar, Mayor, Place, Temper, lively, patiently
from workshop.rehearsal.wire import TurnedAway

ARRIVAL = 4  # seconds in which all have come


def main(
    url: str,
    code: str,
    voices: int = 17,
    pace: float = 1,
    *,
    like_people: bool = False,
    longest: float | None = None,
    jar: Path | None = None,
) -> None:
    """Let the mayors take part until the server or this process is told to end."""
    with suppress(KeyboardInterrupt, asyncio.CancelledError, TimeoutError):
        try:
            everybody = run(url, code, voices, pace, like_people=like_people, jar=Jar(jar))
            asyncio.run(_until_told(asyncio.wait_for(everybody, longest)))
        except TurnedAway as refused:
            raise SystemExit(f"Nobody is let in: {refused}") from refused


async def run(
    url: str, code: str, voices: int = 17, pace: float = 1, *, like_people: bool = False, jar: Jar | None = None
) -> None:
    """Take part with ``voices`` people; ``pace`` 1 is that of people, 0.1 ten times as fast.

    ``like_people``: some come late, some lose their line, some think again. ``jar``: as a phone keeps its cookie.

    Waits for a server that is still starting; raises TurnedAway where the code lets nobody in.
    """
    async with invited(url, code, voices, pace, like_people=like_people, jar=jar) as mayors:
        await asyncio.gather(*(mayor.take_part() for mayor in mayors))


@asynccontextmanager
async def invited(
    url: str, code: str, voices: int, pace: float = 1, *, like_people: bool = False, jar: Jar | None = None
) -> AsyncIterator[list[Mayor]]:
    """Open what ``voices`` people need to take part, and give them; what they do is ``take_part``."""
    # No cookies: one process holds many people, each with a token of their own.
    async with ClientSession(connector=TCPConnector(limit=0), cookie_jar=DummyCookieJar()) as http:
        seats = await patiently(lambda: _seats(http, url, code))
        yield [
            Mayor(
                http, url, code, place, pace, n * ARRIVAL * pace / voices, lively(n) if like_people else Temper(), jar
            )
            for n, place in enumerate(_places(seats or [], voices))
        ]


def _places(seats: list[int], voices: int) -> list[Place]:
    """Return the seats in order, every sixteenth held by a deputy; guests where seats run out."""
    held = [Place(n, seat, "deputy" if n % 16 == 15 else "holder") for n, seat in enumerate(seats[:voices])]
    return held + [Place(n, None, "guest") for n in range(len(held), voices)]


async def _seats(http: ClientSession, url: str, code: str) -> list[int]:
    """Return the ids of the seats that nobody has taken: at a taken one they would wait for the moderator's yes."""
    async with http.get(f"{url.rstrip('/')}/api/join", params={"code": code}) as answer:
        said = await answer.json(content_type=None)
        if answer.status != 200:
            raise TurnedAway(said)
    return [seat["id"] for seat in said["seats"] if not seat["taken"]]


async def _until_told(everybody: Coroutine[Any, Any, None]) -> None:
    task = asyncio.create_task(everybody)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    await task
