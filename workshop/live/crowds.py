"""The processes of simulated mayors, one a rehearsal. They know the server only by its address.

Who plays where is kept in a file, so that a rehearsal has its people again after a restart.
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from config import EVERY_ADDRESS, ROOT, Config
from workshop.domain.errors import Limited

MOST = 3  # at once; more would take the processor from a room that is real
MOST_VOICES = 60
LONGEST = 3 * 3600  # seconds that people play


class _Process(Protocol):
    pid: int

    def poll(self) -> int | None: ...

    def terminate(self) -> None: ...


@dataclass
class _Survivor:
    """A process that an earlier run of the server started."""

    pid: int

    def poll(self) -> int | None:
        """Return None while it lives, as Popen does; a number may by now be another process's."""
        try:
            alive = b"workshop.rehearsal" in Path(f"/proc/{self.pid}/cmdline").read_bytes()
        except OSError:
            alive = False
        return None if alive else 0

    def terminate(self) -> None:
        """Ask it to end."""
        if self.poll() is None:
            os.kill(self.pid, 15)


@dataclass
class Crowds:
    """Starts and ends them; all end with the server."""

    config: Config
    _running: dict[int, tuple[dict[str, Any], _Process]] = field(default_factory=dict)

    def start(self, workshop: int, code: str, voices: int) -> None:
        """Let mayors join a rehearsal."""
        self.check()
        self._start(workshop, {"code": code, "voices": voices, "until": int(time.time()) + LONGEST})
        self._note()

    def resume(self) -> None:
        """Let those play on who did when the server ended, unless they have played long enough."""
        for workshop, play in self._noted().items():
            survivor = _Survivor(play["pid"])
            if survivor.poll() is None:
                self._running[int(workshop)] = (play, survivor)
            elif play["until"] > time.time():
                self._start(int(workshop), play)
        self._note()

    def check(self) -> None:
        """Raise Limited where there are enough of them."""
        self._forget_ended()
        if len(self._running) >= MOST:
            raise Limited("too_many_rehearsals", most=MOST, seconds=60)

    def voices(self, workshop: int) -> int:
        """Return how many mayors take part in a rehearsal now."""
        self._forget_ended()
        return self._running[workshop][0]["voices"] if workshop in self._running else 0

    def end(self, workshop: int) -> None:
        """End the mayors of a rehearsal, for good."""
        if (found := self._running.pop(workshop, None)) is not None:
            found[1].terminate()
        self._jar(workshop).unlink(missing_ok=True)
        self._note()

    def stop(self) -> None:
        """End all of them; ``resume`` brings them back."""
        for _, process in self._running.values():
            process.terminate()

    def _start(self, workshop: int, play: dict[str, Any]) -> None:
        host = "127.0.0.1" if self.config.host in EVERY_ADDRESS else self.config.host
        told = {
            "url": f"http://{host}:{self.config.port}",
            "code": play["code"],
            "voices": play["voices"],
            "longest": play["until"] - int(time.time()),
            "jar": str(self._jar(workshop)),
        }
        quiet = subprocess.DEVNULL
        command = [sys.executable, "-m", "workshop.rehearsal"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, cwd=ROOT)
        assert process.stdin is not None
        process.stdin.write(json.dumps(told).encode())  # not as arguments, which every user of the machine can read
        process.stdin.close()
        self._running[workshop] = ({**play, "pid": process.pid}, process)

    @property
    def _file(self) -> Path:
        return self.config.instance / "rehearsals.json"

    def _jar(self, workshop: int) -> Path:
        return self.config.instance / f"rehearsal-{workshop}.json"

    def _noted(self) -> dict[str, dict[str, Any]]:
        try:
            found: dict[str, dict[str, Any]] = json.loads(self._file.read_text())
        except (OSError, ValueError):
            return {}
        return found

    def _note(self) -> None:
        self._file.write_text(json.dumps({workshop: play for workshop, (play, _) in self._running.items()}))

    def _forget_ended(self) -> None:
        self._running = {of: one for of, one in self._running.items() if one[1].poll() is None}
