"""Phones of a crowd: each gives, and gives again under the same key, until it is answered.

What a browser does about a bad line, which simulated mayors leave alone: they only come back. What is
given, and the wire, are theirs. Knows nothing of the server.
"""

import asyncio
import random
import secrets
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from workshop.rehearsal.answers import plan
from workshop.rehearsal.wire import Line, TurnedAway, connect

T = TypeVar("T")
PATIENCE = 1.5  # seconds without an answer until the same thing is sent again
JOINING = 20.0  # seconds until a line that does not come about is given up
PAUSE = 0.3  # seconds at most until a lost line is tried again


def run(story: Coroutine[Any, Any, T]) -> T:
    """Let a story happen; in a thread of its own, because Playwright keeps a loop in the test's.

    Where the test's time is up nobody waits for the thread: a story that hangs would hold up all tests.
    """
    told: Future[T] = Future()

    def tell() -> None:
        try:
            told.set_result(asyncio.run(story))
        except BaseException as failed:
            told.set_exception(failed)

    threading.Thread(target=tell, daemon=True).start()
    return told.result()


@dataclass(frozen=True)
class Sending:
    """One answer as it left the thumb: ``key`` and ``n`` stay the same however often it is sent."""

    round: int
    value: list[str]
    n: int
    key: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    @property
    def payload(self) -> dict[str, Any]:
        return {"round": self.round, "value": self.value, "key": self.key, "n": self.n}


@dataclass
class Phone:
    """One participant's browser. ``acknowledged`` is what it was told is on disk, in order."""

    url: str
    workshop: int
    live: dict[str, Any]
    participant: int
    token: str
    acknowledged: list[Sending] = field(default_factory=list)
    tries: int = 0
    results: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    line: Line | None = None
    gate: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def voice(self) -> str:
        return f"guest:{self.participant}"

    def answer(self, n: int, round_: int | None = None) -> Sending:
        """Return what a mayor of this number gives; the n-th time as somebody else would."""
        live = self.live | {"round": round_ or self.live["round"]}
        return Sending(live["round"], plan(live, self.participant + n)[0].value, n)

    async def give(self, sending: Sending) -> dict[str, Any]:
        """Send until there is an answer, over as many lines as it takes; return the answer."""
        while True:
            try:
                line = await self.join()
                self.tries += 1
                answer = await asyncio.wait_for(line.call("give", sending.payload), PATIENCE)
            except TimeoutError:
                continue  # the line may be fine and only this answer lost
            except (OSError, TurnedAway):
                await asyncio.sleep(random.uniform(0.05, PAUSE))
                continue
            if answer.get("ok"):
                self.acknowledged.append(sending)
            return answer

    async def join(self) -> Line:
        """Return the line, a new one if the former is gone; raises OSError."""
        async with self.gate:
            if self.line is None or self.line.closed.done():
                query = {"w": self.workshop, "as": "phone"}
                wait = connect(self.url, query, {"token": self.token}, self._on_event)
                self.line = await asyncio.wait_for(wait, JOINING)
            return self.line

    async def until(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the first results that fit, waiting for them if need be."""
        async with asyncio.timeout(JOINING):
            while True:
                for _, results in reversed(self.results):
                    if fits(results):
                        return results
                await asyncio.sleep(0.01)

    def leave(self) -> None:
        if self.line:
            self.line.close()

    def _on_event(self, line: Line, name: str, payload: Any) -> None:
        if name == "results":
            self.results.append((asyncio.get_running_loop().time(), payload))
