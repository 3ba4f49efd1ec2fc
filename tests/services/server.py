"""Our own server as people run it: a process of its own, which can be killed and come back.

Never in the test's process: eventlet's patches and Playwright do not go together.
"""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from config import ROOT
from tests.services import zygote
from tests.services.ports import free_port

# Against hanging only, no promise of the product: three hundred phones may knock while it starts, on a slow machine.
START = 60.0  # seconds until /healthz must answer
STOP = 30.0  # seconds an orderly end may take
WSGI = [sys.executable, "wsgi.py"]
COMMAND = Path(sys.executable).with_name("workshop")


class Server:
    """wsgi.py on a port and in an instance folder of its own; ``tree``: where the code stands."""

    is_forked = False  # from a process that has everything imported already

    def __init__(self, instance: Path, tree: Path = ROOT, **environ: str) -> None:
        self.instance = instance
        self.tree = tree
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environ = settings(instance, tree, PORT=str(self.port), **environ)
        self.command = WSGI
        self.process: subprocess.Popen[bytes] | zygote.Child | None = None

    def start(self) -> "Server":
        """Start, or start again on the same port and data; return when it answers."""
        self.instance.mkdir(parents=True, exist_ok=True)
        self.process = self._begin()
        until = time.monotonic() + START
        while not self.is_up():
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"The server did not start:\n{self.log}")
            time.sleep(0.05)
        return self

    def _begin(self) -> subprocess.Popen[bytes] | zygote.Child:
        if self.is_forked and self.tree == ROOT and self.command == WSGI:
            return zygote.fork(self.environ, self.log_file)
        with self.log_file.open("ab") as log:
            return subprocess.Popen(self.command, cwd=self.tree, env=self.environ, stdout=log, stderr=log)

    def stop(self) -> None:
        """Ask it to leave in order, as an operator would."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(STOP)

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait(STOP)

    def is_up(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    @property
    def log_file(self) -> Path:
        return self.instance / "server.log"

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8", errors="replace")


def prepare(instance: Path, tree: Path = ROOT, **environ: str) -> None:
    """Migrate the database of an instance and load the sample content."""
    run_command("prepare", env=settings(instance, tree, **environ), tree=tree)


def run_command(*words: str, env: dict[str, str], tree: Path = ROOT) -> str:
    """Run `workshop …` and return what it printed."""
    run = subprocess.run([COMMAND, *words], cwd=tree, env=env, capture_output=True, text=True, timeout=START)
    if run.returncode:
        raise RuntimeError(f"workshop {' '.join(words)}:\n{run.stdout}{run.stderr}")
    return run.stdout


def settings(instance: Path, tree: Path = ROOT, **environ: str) -> dict[str, str]:
    # Only what a process needs: a developer's own settings must not reach a test.
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    # The tree in question, whichever one is installed.
    return {**kept, "PYTHONPATH": str(tree), "INSTANCE": str(instance), "PYTHONUNBUFFERED": "1", **environ}
