"""Starts servers without importing them anew each time: a process that has everything imported and forks.

What runs is wsgi.py's own `main` in a process of its own, with the environment and the folder it would have.
"""

import atexit
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from config import ROOT

WRITING = os.O_WRONLY | os.O_APPEND | os.O_CREAT


class Child:
    """A server that was forked; as much of subprocess.Popen as a test needs."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.line = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """Return None as long as it runs; how it ended only its parent is told."""
        return 0 if select.select([self.line], [], [], 0)[0] else None

    def wait(self, timeout: float | None = None) -> int:
        if not select.select([self.line], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("wsgi.py", timeout or 0)
        return 0

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            signal.pidfd_send_signal(self.line, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


_RUNNING: list[subprocess.Popen[bytes]] = []
SCRIPT = "import wsgi; from tests.services.zygote import serve; serve(wsgi.main)"


def fork(environ: dict[str, str], log: Path) -> Child:
    """Start wsgi.py of this tree; it writes into ``log``."""
    if not _RUNNING:
        made = {**environ, "PYTHONPATH": str(ROOT)}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        _RUNNING.append(subprocess.Popen([sys.executable, "-u", "-c", SCRIPT], cwd=ROOT, env=made, **pipes))
        atexit.register(_RUNNING[0].kill)
    asked, told = _RUNNING[0].stdin, _RUNNING[0].stdout
    assert asked and told
    asked.write(json.dumps([environ, str(log)]).encode() + b"\n")
    asked.flush()
    return Child(int(told.readline()))


def serve(main: Callable[[], int]) -> None:
    """Fork a server for each line of input; nobody waits for them but the system."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin.buffer:
        environ, log = json.loads(line)
        pid = os.fork()
        if not pid:
            become(environ, log)
            os._exit(main())
        print(pid)


def become(environ: dict[str, str], log: str) -> None:
    """Have what a process of its own would have been started with."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    # What eventlet waits by is open already, and one for all who are forked: each would wake for the others' sockets.
    from eventlet import hubs  # never in the test's own process

    hubs.get_hub().poll.close()
    hubs.use_hub()
    os.environ.clear()
    os.environ.update(environ)
    for number, (name, how) in enumerate(((os.devnull, os.O_RDONLY), (log, WRITING), (log, WRITING))):
        file = os.open(name, how, 0o644)
        os.dup2(file, number)
        os.close(file)
