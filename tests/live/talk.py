"""What can be said and heard on a line to the socket, whichever transport carries it."""

import json
import time
from collections.abc import Callable
from itertools import count
from typing import Any

PATIENCE = 20.0  # seconds


class Talk:
    """``heard`` holds every packet that came, as text."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.is_open = True
        self._numbers = count(700)  # of the commands; below are those of packets that a test writes itself

    def send(self, packet: str) -> None:
        raise NotImplementedError

    def take_in(self) -> None:
        """Take in what has come, or wait a moment for it."""
        raise NotImplementedError

    def call(self, name: str, payload: Any = None) -> Any:
        """Send a command and return its answer, None if the line went or was refused. All that came before the answer
        is heard then: after ``sync`` the whole picture."""
        if not self.is_open or any(packet.startswith("44") for packet in self.heard):
            return None
        number = next(self._numbers)
        self.send(f"42{number}" + (payload if isinstance(payload, str) else json.dumps([name, payload or {}])))
        start = f"43{number}"
        answer = self.wait(lambda packet: packet.startswith(start))
        return json.loads(answer[len(start) :])[0] if answer else None

    def events(self, name: str) -> list[Any]:
        """Return the payloads of the events of that name that were heard so far."""
        start = f'42["{name}",'
        return [json.loads(packet[2:])[1] for packet in list(self.heard) if packet.startswith(start)]

    def event(self, name: str, fits: Callable[[Any], bool] = lambda payload: True) -> Any:
        """Return the newest event of that name as soon as it fits, None if that does not happen."""
        newest = lambda: self.events(name)[-1:]  # noqa: E731
        return newest()[0] if self.until(lambda: any(map(fits, newest()))) else None

    def wait(self, is_it: Callable[[str], bool], patience: float = PATIENCE) -> str:
        """Return the first packet that is it, "" if it does not come or the line goes."""
        found = lambda: next(filter(is_it, list(self.heard)), "")  # noqa: E731
        self.until(lambda: bool(found()), patience)
        return found()

    def is_out(self, patience: float = PATIENCE) -> bool:
        """Return whether the line to the room ends, waiting for it."""
        self.until(lambda: "1" in self.heard or "41" in self.heard, patience)
        return not self.is_open or "1" in self.heard or "41" in self.heard

    def until(self, is_so: Callable[[], bool], patience: float = PATIENCE) -> bool:
        """Listen until something is so; return whether it is, at the latest when patience or the line has ended."""
        end = time.monotonic() + patience
        while self.is_open and not is_so() and time.monotonic() < end:
            self.take_in()
        return is_so()
