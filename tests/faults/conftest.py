"""A hall of our own for faults: a prepared workshop with one open vote behind a real server."""

import asyncio
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest

from config import ROOT
from tests.faults.crowd import Phone
from tests.services.server import Server, settings

CROWD = 300
REST = 1.3  # seconds: longer than the lamps' second
SETTLING = 60.0  # seconds; this and the next one against hanging only
PATIENCE = 20.0


@dataclass
class Hall:
    """``facts`` is what bench.hall prints: the workshop, its code, the live vote and the guests' tokens."""

    server: Server
    facts: dict[str, Any]

    @property
    def instance(self) -> Path:
        return self.server.instance

    @property
    def round(self) -> int:
        return int(self.facts["live"]["round"])

    @property
    def workshop(self) -> int:
        return int(self.facts["workshop"])

    @property
    def activity(self) -> int:
        return int(self.facts["live"]["activity"])

    def phones(self, n: int, url: str = "") -> list[Phone]:
        return [
            Phone(url or self.server.url, self.workshop, self.facts["live"], number, token)
            for number, token in self.facts["guests"][:n]
        ]

    async def settled(self) -> dict[str, int]:
        """Return what the server has counted, once it counts nothing more: lamps and pictures are through."""
        async with asyncio.timeout(SETTLING):
            before = self.counters()
            while True:
                await asyncio.sleep(REST)
                now = self.counters()
                if now == before:
                    return now
                before = now

    def counters(self) -> dict[str, int]:
        """Return what the server has counted so far."""
        return dict(self._looked()["counters"])

    def told(self) -> list[float]:
        """Return the seconds at which the server told the lamps."""
        return list(self._looked()["told"])

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Let the server stand still; what is sent to it meanwhile waits in its sockets."""
        assert self.server.process
        self.server.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.server.process.send_signal(signal.SIGCONT)

    def _looked(self) -> dict[str, Any]:
        file = self.instance / "counters.json"
        file.unlink(missing_ok=True)
        assert self.server.process
        self.server.process.send_signal(signal.SIGUSR1)
        until = time.monotonic() + PATIENCE
        while not file.exists():
            assert time.monotonic() < until, "the server wrote no counters"
            time.sleep(0.01)
        return dict(orjson.loads(file.read_bytes()))


@pytest.fixture(scope="session")
def prepared_hall(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """An instance folder with a hall of guests in it, made once."""
    instance = tmp_path_factory.mktemp("hall") / "instance"
    shutil.copytree(prepared, instance)
    return instance, orjson.loads(make_hall(instance))


def make_hall(instance: Path) -> bytes:
    command = [sys.executable, "-m", "bench.hall", str(CROWD)]
    return subprocess.run(command, cwd=ROOT, env=settings(instance), stdout=subprocess.PIPE, check=True).stdout


@pytest.fixture
def hall(prepared_hall: tuple[Path, dict[str, Any]], tmp_path: Path) -> Iterator[Hall]:
    instance, facts = prepared_hall
    server = Server(Path(shutil.copytree(instance, tmp_path / "instance")))
    server.command = [sys.executable, "-m", "tests.faults.counted"]
    yield Hall(server.start(), facts)
    server.kill()
