"""What one simulated mayor is writing: a plan for the round that is open, forgotten when the room moves on."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

from workshop.rehearsal.answers import Planned, likes, plan, plan_after

ENOUGH = 3  # texts to read before the first is liked
READING = 4  # seconds until somebody likes

Send = Callable[[str, dict[str, Any]], Awaitable[dict[str, Any]]]  # a command and its payload


class Pen:
    """Gives what is planned through ``send``, each answer once, also after a reconnect."""

    def __init__(self, send: Send, voice: int, pace: float, *, wavers: bool) -> None:
        self._send, self._voice, self._pace, self._wavers = send, voice, pace, wavers
        self._keys: dict[int, str] = {}  # of a secret ballot: the same one again, whatever became of the answer
        self._has_cast: set[int] = set()
        self._mine: dict[tuple[int, str, str], int] = {}  # highest n of each answer that stands
        self._live: dict[str, Any] | None = None
        self._asked: tuple[int, str] | None = None  # the round, and what of it: "open" or "after"
        self._texts: dict[int, str] = {}  # what is on show, by number: its kind
        self._tasks: set[asyncio.Task[None]] = set()

    def remember(self, me: dict[str, Any]) -> None:
        """Learn what the server has of this voice; who may cast by now, and could not before, does so."""
        self._mine = {(one["round"], one["kind"], one["item"]): one["n"] for one in me["given"]}
        self._has_cast |= set(me["cast"])
        if self._live and self._live["privacy"] == "secret" and not self._tasks:
            self._begin(self._give(self._live["round"], plan(self._live, self._voice)))

    def look(self, live: dict[str, Any] | None) -> None:
        """Begin to answer when something opens or a result is shown; put the pen down when the room moves on."""
        asked = _asked_of(live)
        if asked == self._asked:
            return
        self.rest()
        self._asked, self._live = asked, live
        if live and asked:
            # A ballot is final: nobody thinks again.
            wavers = self._wavers and live["privacy"] != "secret"
            answers = plan(live, self._voice, wavers=wavers) if asked[1] == "open" else plan_after(live, self._voice)
            self._begin(self._give(live["round"], answers))

    def read(self, results: dict[str, Any]) -> None:
        """See the texts of others; like some of them once there are enough."""
        if not self._live or results["round"] != self._live["round"] or not results["rows"]:
            return
        was_enough = len(self._texts) >= ENOUGH
        self._texts |= {row["id"]: row["kind"] for row in results["rows"]}
        if len(self._texts) >= ENOUGH and not was_enough:
            self._begin(self._like(self._live))

    def rest(self) -> None:
        """Put the pen down."""
        self._asked, self._live, self._texts = None, None, {}
        for task in self._tasks:
            task.cancel()

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _like(self, live: dict[str, Any]) -> None:
        await asyncio.sleep(READING * self._pace)
        chosen = likes(live, self._voice, self._texts)
        if not any(place[:2] == (live["round"], one.kind) for one in chosen for place in self._mine):
            await self._give(live["round"], chosen)

    async def _give(self, round_: int, answers: list[Planned]) -> None:
        now = 0.0
        with suppress(OSError):  # what is left is answered after coming back
            for planned in answers:
                await asyncio.sleep((planned.at - now) * self._pace)
                now = planned.at
                if self._live and self._live["privacy"] == "secret":
                    await self._cast(round_, planned.value)
                else:
                    await self._give_one(round_, planned)

    async def _give_one(self, round_: int, planned: Planned) -> None:
        place = (round_, planned.kind, planned.item)
        if self._mine.get(place, 0) >= planned.n:
            return
        answer = {"round": round_, "kind": planned.kind, "item": planned.item, "value": planned.value}
        said = await self._send("give", {**answer, "key": secrets.token_urlsafe(16), "n": planned.n})
        if "ok" in said:
            self._mine[place] = said["n"]

    async def _cast(self, round_: int, value: Any) -> None:
        """Put a ballot into the box, once."""
        if round_ in self._has_cast:
            return
        key = self._keys.setdefault(round_, secrets.token_urlsafe(16))
        if "ok" in await self._send("cast", {"round": round_, "key": key, "value": value}):
            self._has_cast.add(round_)


def _asked_of(live: dict[str, Any] | None) -> tuple[int, str] | None:
    if not live or not live["takes_input"]:
        return None
    if live["state"] == "open":
        return (live["round"], "open")
    return (live["round"], "after") if live["state"] == "closed" and live["shown"] else None
