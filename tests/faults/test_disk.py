"""Answered means on disk: seen from outside, in the order of the server's system calls."""

import asyncio
import shutil

import pytest

from tests.faults.conftest import Hall
from tests.faults.crowd import Sending, run
from tests.services import missing

VOTES = 5
SYNC = ("fdatasync(", "fsync(")
ANSWER = "43"  # Socket.IO: an acknowledgement


@pytest.fixture
def traced_hall(hall: Hall):
    """The same hall under strace; -D keeps the server our own child, so that only it is ended."""
    strace = shutil.which("strace") or missing("strace is missing: apt-get install strace")
    hall.server.kill()
    calls = "trace=fsync,fdatasync,write,writev,send,sendto,sendmsg"
    options = [strace, "-D", "-f", "-s", "40", "-e", calls, "-o", str(hall.instance / "trace")]
    hall.server.command = [*options, *hall.server.command]
    hall.server.start()
    return hall


def test_every_vote_is_synced_before_it_is_answered(traced_hall: Hall):
    phone = traced_hall.phones(1)[0]
    file = traced_hall.instance / "trace"

    async def vote() -> list[list[str]]:
        await phone.join()
        return [await traced(phone.answer(n)) for n in range(1, VOTES + 1)]

    async def traced(sending: Sending) -> list[str]:
        before = len(file.read_text(errors="replace").splitlines())
        assert (await phone.give(sending)).get("ok")
        await asyncio.sleep(0.3)
        return file.read_text(errors="replace").splitlines()[before:]

    for calls in run(vote()):
        order = [kind for kind in map(kind_of, calls) if kind]
        assert "sync" in order[: order.index("answer")], calls


def kind_of(call: str) -> str:
    if any(name in call for name in SYNC):
        return "sync"
    _, _, content = call.partition('"')
    # A short unmasked frame: \201 and its length before the packet.
    return "answer" if ANSWER in content[:12] and content.startswith("\\201") else ""
