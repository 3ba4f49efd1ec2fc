"""One simulated mayor: joins, stays connected, answers what is open, once and at leisure."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession, WSMessageTypeError

from workshop.rehearsal.answers import Planned, plan
from workshop.rehearsal.wire import Line, TurnedAway, connect

BREATH = 1.5  # seconds between two tries to come back
TRIES = 20  # in vain, then the server has ended
NO_LINE = (ClientError, ConnectionError, TimeoutError, WSMessageTypeError)


@dataclass(frozen=True)
class Place:
    """Who a mayor is: the voice's number, a seat or none, holder, deputy or guest."""

    voice: int
    seat: int | None
    capacity: str


class Mayor:
    """Keeps a plan for the round that is open, and forgets it when the room moves on."""

    def __init__(self, http: ClientSession, url: str, code: str, place: Place, pace: float, pause: float = 0) -> None:
        self._http, self._url, self._code = http, url.rstrip("/"), code
        self._place, self._pace, self._pause = place, pace, pause
        self._line: Line | None = None
        self._mine: dict[tuple[int, str, str], int] = {}  # highest n of each answer that stands
        self._round: int | None = None
        self._answering: asyncio.Task[None] | None = None

    async def take_part(self) -> None:
        """Join and stay until the server has been gone, or has said no, for a while."""
        await asyncio.sleep(self._pause)
        # A busy server says no, too, and lets one in a moment later.
        refused = (*NO_LINE, TurnedAway)
        joined = await patiently(self._join, refused)
        while joined and await patiently(lambda: self._stay(joined), refused):
            await asyncio.sleep(BREATH)

    async def _join(self) -> dict[str, Any]:
        body = {"code": self._code}
        seat = {"seat": self._place.seat, "capacity": self._place.capacity} if self._place.seat else {}
        async with self._http.post(f"{self._url}/api/join", json={**body, **seat}) as answer:
            joined = await answer.json(content_type=None)
        if "token" not in joined:
            raise TurnedAway(joined)
        return joined

    async def _stay(self, joined: dict[str, Any]) -> bool:
        """Hold one line until it drops."""
        query = {"w": joined["workshop"], "as": "phone"}
        try:
            async with connect(self._http, self._url, query, {"token": joined["token"]}, self._hear) as self._line:
                await self._line.listen()
        finally:
            self._line = None
            self._rest()
        return True

    def _hear(self, event: str, payload: Any) -> None:
        if event == "me":
            self._mine = {(one["round"], one["kind"], one["item"]): one["n"] for one in payload["given"]}
        if event == "state":
            self._look(payload["live"])

    def _look(self, live: dict[str, Any] | None) -> None:
        """Begin to answer when something opens; put the pen down when it closes."""
        is_open = live is not None and live["state"] == "open" and live["takes_input"]
        asked = live["round"] if live and is_open else None
        if asked == self._round:
            return
        self._rest()
        self._round = asked
        if live and is_open:
            self._answering = asyncio.create_task(self._answer(live))

    def _rest(self) -> None:
        self._round = None
        if self._answering:
            self._answering.cancel()

    async def _answer(self, live: dict[str, Any]) -> None:
        now = 0.0
        with suppress(ConnectionError):  # what is left is answered after coming back
            for planned in plan(live, self._place.voice):
                await asyncio.sleep((planned.at - now) * self._pace)
                now = planned.at
                await self._give(live["round"], planned)

    async def _give(self, round_: int, planned: Planned) -> None:
        place = (round_, planned.kind, planned.item)
        if self._line is None or place in self._mine:
            return
        answer = {"round": round_, "kind": planned.kind, "item": planned.item, "value": planned.value}
        said = await self._line.call("give", {**answer, "key": secrets.token_urlsafe(16), "n": 1})
        if "ok" in said:
            self._mine[place] = said["n"]


async def patiently(attempt: Callable[[], Awaitable[Any]], faults: tuple[type[Exception], ...] = NO_LINE) -> Any:
    """Return what the attempt returns once it succeeds; None if the faults stay."""
    for _ in range(TRIES):
        with suppress(*faults):
            return await attempt()
        await asyncio.sleep(BREATH)
    return None
