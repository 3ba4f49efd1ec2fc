"""The lamps: who is connected now. Counts people, not tabs; sent at most once a second."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import orjson

from workshop.live.broadcast import room_name
from workshop.live.listeners import Listener, Listeners

RHYTHM = 1.0  # seconds


class Presence:
    """Notes comings and goings and tells cockpit and screen in one message a second."""

    def __init__(self, listeners: Listeners, counters: Counter[str], voices: Callable[[int], int]) -> None:
        self._listeners = listeners
        self._counters = counters
        self._voices = voices
        self._due: set[int] = set()  # rooms whose lamps are no longer true
        self._telling: set[int] = set()
        self.emit: Callable[[str, Any, str], None] = lambda event, picture, to: None
        self.spawn: Callable[..., Any] = lambda work, *args: None
        self.sleep: Callable[[float], Any] = lambda seconds: None

    def changed(self, workshop: int) -> None:
        """Note that somebody came or went."""
        self._due.add(workshop)
        if workshop in self._telling:
            return
        self._telling.add(workshop)
        self.spawn(self._keep_telling, workshop)

    def _keep_telling(self, workshop: int) -> None:
        # The short wait gathers a whole crowd that comes in together.
        self.sleep(RHYTHM / 5)
        while workshop in self._due:
            self._due.discard(workshop)
            self._tell(workshop)
            self.sleep(RHYTHM)
        self._telling.discard(workshop)

    def _tell(self, workshop: int) -> None:
        for audience in ("cockpit", "screen"):
            if self._listeners.count(workshop, audience):
                self._counters["encodings"] += 1
                self._counters["presence"] += 1
                picture = orjson.dumps(self.picture(workshop, audience), option=orjson.OPT_NON_STR_KEYS)
                self.emit("presence", orjson.Fragment(picture), room_name(workshop, audience))

    def picture(self, workshop: int, audience: str) -> dict[str, Any]:
        """Return who is connected (Presence in wire.ts)."""
        there = self._listeners.in_workshop(workshop)
        devices = Counter(one.voice for one in there if one.voice)
        seats = {int(voice[5:]): count for voice, count in devices.items() if voice.startswith("seat:")}
        picture = {
            "audience": audience,
            "devices": sum(devices.values()),
            "here": len(seats),
            "guests": len(devices) - len(seats),
            "screens": sum(1 for one in there if one.audiences == ("screen",)),
            "cockpits": sum(1 for one in there if "cockpit" in one.audiences),
        }
        if audience != "cockpit":
            return picture
        return picture | {"seats": seats, "moderators": _moderators(there), "simulated": self.simulated(workshop)}

    def simulated(self, workshop: int) -> int:
        """Return how many simulated people take part. Their lines go before their process does: never more of them
        than people who are connected."""
        people = {one.voice for one in self._listeners.in_workshop(workshop) if one.voice}
        return min(self._voices(workshop), len(people))


def _moderators(there: list[Listener]) -> list[dict[str, Any]]:
    """Return whose cockpit is open, each once however many windows, by name."""
    names = {one.who.id: one.name for one in there if "cockpit" in one.audiences}
    return [{"id": number, "name": name} for number, name in sorted(names.items(), key=lambda one: (one[1], one[0]))]
