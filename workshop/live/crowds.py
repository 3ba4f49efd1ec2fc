"""The processes of simulated mayors, one a rehearsal. They know the server only by its address."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

from config import EVERY_ADDRESS, ROOT, Config
from workshop.domain.errors import Limited

MOST = 3  # at once; more would take the processor from a room that is real
MOST_VOICES = 60


@dataclass
class Crowds:
    """Starts and ends them; all end with the server."""

    config: Config
    _running: dict[int, tuple[int, Any]] = field(default_factory=dict)

    def start(self, workshop: int, code: str, voices: int) -> None:
        """Let mayors join a rehearsal."""
        self.check()
        host = "127.0.0.1" if self.config.host in EVERY_ADDRESS else self.config.host
        told = {"url": f"http://{host}:{self.config.port}", "code": code, "voices": voices}
        quiet = subprocess.DEVNULL
        command = [sys.executable, "-m", "workshop.rehearsal"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, cwd=ROOT)
        assert process.stdin is not None
        process.stdin.write(json.dumps(told).encode())  # not as arguments, which every user of the machine can read
        process.stdin.close()
        self._running[workshop] = (voices, process)

    def check(self) -> None:
        """Raise Limited where there are enough of them."""
        self._forget_ended()
        if len(self._running) >= MOST:
            raise Limited("too_many_rehearsals", most=MOST, seconds=60)

    def voices(self, workshop: int) -> int:
        """Return how many mayors take part in a rehearsal now."""
        self._forget_ended()
        return self._running[workshop][0] if workshop in self._running else 0

    def end(self, workshop: int) -> None:
        """End the mayors of a rehearsal."""
        _, process = self._running.pop(workshop, (0, None))
        if process:
            process.terminate()

    def stop(self) -> None:
        """End all of them."""
        for workshop in list(self._running):
            self.end(workshop)

    def _forget_ended(self) -> None:
        self._running = {of: one for of, one in self._running.items() if one[1].poll() is None}
