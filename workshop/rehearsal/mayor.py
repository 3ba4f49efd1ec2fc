"""One simulated mayor: joins, stays connected, answers what is open, once and at leisure."""

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from aiohttp import ClientError, ClientSession

from workshop.rehearsal.pen import Pen
from workshop.rehearsal.wire import Line, TurnedAway, connect

BREATH = 1.5  # seconds between two tries to come back
TRIES = 20  # in vain, then the server has ended
PATIENCE = 8  # seconds until an answer, or a line, is given up
NO_LINE = (ClientError, OSError)


@dataclass(frozen=True)
class Place:
    """Who a mayor is: the voice's number, a seat or none, holder, deputy or guest."""

    voice: int
    seat: int | None
    capacity: str


@dataclass(frozen=True)
class Temper:
    """What makes a room of people: who comes late, whose line drops, who thinks again. All in seconds."""

    late: float = 0
    drops: tuple[float, float] | None = None  # after how long, and for how long it is away
    wavers: bool = False


def lively(voice: int) -> Temper:
    """Return the temper of a voice in a room as rooms are: every sixth comes late, every seventh loses its line."""
    chance = Random(f"temper/{voice}")
    return Temper(
        late=chance.uniform(15, 60) if voice % 6 == 4 else 0,
        drops=(chance.uniform(40, 120), chance.uniform(3, 9)) if voice % 7 == 3 else None,
        wavers=voice % 5 == 2,
    )


class Jar:
    """What mayors keep of having joined, as phones keep a cookie: on disk where there is a file, else in memory."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._kept: dict[str, dict[str, Any]] = {}
        with suppress(OSError, ValueError):
            self._kept = json.loads(file.read_bytes()) if file else {}

    def get(self, voice: int) -> dict[str, Any] | None:
        """Return what a voice kept."""
        return self._kept.get(str(voice))

    def put(self, voice: int, joined: dict[str, Any]) -> None:
        """Keep it."""
        self._kept[str(voice)] = joined
        if self._file:
            self._file.touch(0o600)
            self._file.write_text(json.dumps(self._kept))


class Mayor:
    """Holds the line; what it writes is the affair of its pen."""

    def __init__(
        self,
        http: ClientSession,
        url: str,
        code: str,
        place: Place,
        pace: float,
        pause: float = 0,
        temper: Temper | None = None,
        jar: Jar | None = None,
    ) -> None:
        self._http, self._url, self._code = http, url.rstrip("/"), code
        self._place, self._pace, self._temper = place, pace, temper or Temper()
        self._pause = pause + self._temper.late * pace
        self._jar = jar or Jar()
        self._line: Line | None = None
        self.heard: Counter[str] = Counter()  # events by name
        self._is_over = False
        self._pen = Pen(self._send, place.voice, pace, wavers=self._temper.wavers)

    async def take_part(self) -> None:
        """Join and stay until the server has been gone, or has said no, for a while."""
        if not self._jar.get(self._place.voice):  # else it was there already, before the server was started anew
            await asyncio.sleep(self._pause)
        # A busy server says no, too, and lets one in a moment later.
        refused = (*NO_LINE, TurnedAway)
        joined = await patiently(self._join, refused)
        while joined and not self._is_over and await patiently(lambda: self._stay(joined), refused):
            await asyncio.sleep(max(BREATH, self._temper.drops[1] * self._pace if self._temper.drops else 0))

    async def _join(self) -> dict[str, Any]:
        if kept := self._jar.get(self._place.voice):
            return kept
        body = {"code": self._code}
        seat = {"seat": self._place.seat, "capacity": self._place.capacity} if self._place.seat else {}
        async with self._http.post(f"{self._url}/api/join", json={**body, **seat}) as answer:
            joined = await answer.json(content_type=None)
        if "token" not in joined:
            raise TurnedAway(joined)
        self._jar.put(self._place.voice, joined)
        return joined

    async def _stay(self, joined: dict[str, Any]) -> bool:
        """Hold one line until it drops."""
        query = {"w": joined["workshop"], "as": "phone"}
        coming = connect(self._url, query, {"token": joined["token"]}, self._hear)
        line = await asyncio.wait_for(coming, PATIENCE)
        try:
            await asyncio.wait([line.closed], timeout=self._holds)
        finally:
            line.close()  # as phones' lines drop
            self._line = None
            self._pen.rest()
        return True

    @property
    def _holds(self) -> float | None:
        return self._temper.drops[0] * self._pace if self._temper.drops else None

    def _hear(self, line: Line, event: str, payload: Any) -> None:
        self._line = line
        self.heard[event] += 1
        if event == "me":
            self._pen.remember(payload)
        elif event == "state":
            self._pen.look(payload["live"])
            self._is_over = payload["stage"] == "ended"
        elif event == "results":
            self._pen.read(payload)

    async def _send(self, command: str, payload: dict[str, Any]) -> dict[str, Any]:
        if self._line is None:
            raise ConnectionError("no line")
        said: dict[str, Any] = await asyncio.wait_for(self._line.call(command, payload), PATIENCE)
        return said


async def patiently(attempt: Callable[[], Awaitable[Any]], faults: tuple[type[Exception], ...] = NO_LINE) -> Any:
    """Return what the attempt returns once it succeeds; None if the faults stay."""
    for _ in range(TRIES):
        with suppress(*faults):
            return await attempt()
        await asyncio.sleep(BREATH)
    return None
