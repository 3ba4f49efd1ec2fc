"""Who is connected to this process, and as what. A hint that decides nothing."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from workshop.domain.permissions import Who

LIMIT, WINDOW = 30, 10.0  # commands in so many seconds by one socket
MODERATOR_LIMIT = 120  # sorting cards by keyboard is fast


@dataclass
class Listener:
    """One socket. ``audiences``: a cockpit also gets the screen's pictures, for its miniature.
    ``name``: of an account, for the other cockpits. ``came_as``: the participant that the device proved to be; ``who``
    is another one where the moderator said whose further device it is."""

    sid: str
    workshop: int
    who: Who
    audiences: tuple[str, ...]
    voice: str = ""
    name: str = ""
    came_as: int = 0
    recent: deque[float] = field(default_factory=deque)

    def is_too_fast(self, now: float) -> bool:
        """Note a command at ``now`` (seconds) and return whether it is one too many."""
        while self.recent and now - self.recent[0] >= WINDOW:
            self.recent.popleft()
        self.recent.append(now)
        return len(self.recent) > (LIMIT if self.who.kind == "participant" else MODERATOR_LIMIT)


class Listeners:
    """All sockets of this process."""

    def __init__(self) -> None:
        self._by_sid: dict[str, Listener] = {}
        self._by_workshop: dict[int, dict[str, Listener]] = {}
        self._by_voice: dict[tuple[int, str], dict[str, Listener]] = {}
        self.close: Callable[[Listener], Any] = lambda listener: None

    def add(self, listener: Listener) -> None:
        """Note a new socket."""
        self._by_sid[listener.sid] = listener
        for shelf, place in self._places(listener):
            shelf.setdefault(place, {})[listener.sid] = listener

    def drop(self, sid: str) -> Listener | None:
        """Forget a socket and return what it was."""
        listener = self._by_sid.pop(sid, None)
        for shelf, place in self._places(listener) if listener else ():
            del shelf[place][sid]
            if not shelf[place]:
                del shelf[place]
        return listener

    def get(self, sid: str) -> Listener | None:
        """Return a socket's listener."""
        return self._by_sid.get(sid)

    def all(self) -> list[Listener]:
        """Return everybody."""
        return list(self._by_sid.values())

    def in_workshop(self, workshop: int) -> list[Listener]:
        """Return everybody in a workshop."""
        return list(self._by_workshop.get(workshop, {}).values())

    def count(self, workshop: int, audience: str) -> int:
        """Return how many listen for an audience's picture."""
        return sum(1 for one in self._by_workshop.get(workshop, {}).values() if audience in one.audiences)

    def of_voice(self, workshop: int, voice: str) -> list[Listener]:
        """Return the devices of a voice."""
        return list(self._by_voice.get((workshop, voice), {}).values())

    def of_participant(self, workshop: int, participant: int) -> list[Listener]:
        """Return the devices of a person, also one that came in under that number."""
        who = Who("participant", participant)
        return [one for one in self.in_workshop(workshop) if one.who == who or one.came_as == participant]

    def _places(self, listener: Listener) -> tuple[tuple[dict[Any, dict[str, Listener]], Any], ...]:
        # By voice too: looking through a hall for each of its votes would cost the square of its size.
        return (self._by_workshop, listener.workshop), (self._by_voice, (listener.workshop, listener.voice))
