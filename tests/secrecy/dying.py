"""A server that dies at the n-th step of what it does: a process of its own that is gone from one moment to the next.

Steps are every statement on its way to the database, every commit, just before and just after; what is done with key
files; the emptying of the log; and the answer.
"""

import os
import select
import signal
import threading
from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.services.ballot_box import Vote
from workshop import vault
from workshop.live import sealing
from workshop.vault import Vault
from workshop.writer import WRITING, Call

DONE, DEAD, WRONG = 0, 7, 1
PATIENCE = 60.0  # seconds, against hanging only
Start = Callable[[], Vote]
Do = Callable[[Vote], Any]


def dies_at(step: int, start: Start, do: Do) -> bool:
    """Start a server, let it do something and die at that step; return whether it came so far."""
    # What a thread of ours holds at this moment, the database's own locks too, nobody would ever let go in the child.
    for thread in threading.enumerate():
        if thread.name == WRITING:
            thread.join()
    child = os.fork()
    if child == 0:
        code = WRONG
        try:
            code = live_until(step, start(), do)
        finally:
            os._exit(code)
    if hung := not has_ended(child):
        os.kill(child, signal.SIGABRT)  # it writes down where it stands
    _, status = os.waitpid(child, 0)
    assert not hung, f"the server that should die at step {step} hung"
    code = os.waitstatus_to_exitcode(status)
    assert code in (DONE, DEAD), f"the server failed by itself: {code}"
    return code == DEAD


def has_ended(child: int) -> bool:
    line = os.pidfd_open(child)
    try:
        return bool(select.select([line], [], [], PATIENCE)[0])
    finally:
        os.close(line)


def live_until(step: int, vote: Vote, do: Do) -> int:
    vote.hall.writer._spawn = lambda work, *args: work(*args)
    done = [0]

    def one_more(*_anything: Any, **_more: Any) -> None:
        if done[0] == step:
            os._exit(DEAD)
        done[0] += 1

    event.listen(vote.hall.engine, "before_cursor_execute", one_more)
    event.listen(vote.hall.engine, "commit", one_more)
    event.listen(Session, "after_commit", one_more)
    for owner, name in ((Vault, "put"), (Vault, "erase"), (vault, "_sync"), (Call, "settle")):
        with_a_step(owner, name, one_more)
    with_a_step(sealing, "take_in_the_log", one_more)
    with_a_step(sealing, "take_out_dead_rows", one_more)
    do(vote)
    one_more()
    return DONE


def with_a_step(owner: Any, name: str, one_more: Callable[[], None]) -> None:
    """Make beginning and end of a function steps; only ever in the process that dies."""
    real = getattr(owner, name)

    def stepped(*args: Any, **more: Any) -> Any:
        one_more()
        given = real(*args, **more)
        one_more()
        return given

    setattr(owner, name, stepped)
