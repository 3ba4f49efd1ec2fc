"""Sees to it that a secret round that was closed is counted, and that its key is gone afterwards.

Every step can be run again: what a power cut left behind is taken up at the next start, and what the database, the
disk or the folder of the keys refuses is tried again by the running server until it is done.
"""

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from workshop.domain.errors import NotAllowed, NotFound, Refused, WorkshopError
from workshop.domain.permissions import SYSTEM
from workshop.models import AnyRow
from workshop.room import Touched
from workshop.services import ballots
from workshop.snapshots.casting import secret_rounds
from workshop.storage import take_in_the_log, take_out_dead_rows
from workshop.vault import KeyUnread, Vault
from workshop.writer import Writer

log = structlog.get_logger()


@dataclass(frozen=True)
class Patience:
    """With what is in the way of cleaning up, a reader or a fault of the files: ``tries``, ``wait`` seconds apart,
    before the key is deleted all the same; from then on once every ``again`` seconds, for as long as it takes.

    A round that could not be counted, or whose key could not be deleted, is tried again after ``soon`` seconds, then
    after twice as many each time, at last every ``again`` seconds.
    """

    tries: int = 40
    wait: float = 0.25
    soon: float = 1.0
    again: float = 60.0


_USUAL = Patience()
_FINAL = ("sealed", "annulled")
_OVER = (*_FINAL, "broken")
_GIVEN_UP = (NotFound, NotAllowed, Refused)  # what was deleted meanwhile, say: no later try would be answered otherwise


@dataclass
class _Task:
    """A round that somebody is at. ``heard``: something happened to it since the last try began; ``why``: what was in
    the way last; ``state``: as soon as it is final, and only the files are left."""

    workshop_id: int
    number: int
    is_lost: bool = False  # its key did not fit at the start, or could not be read: whoever is at it looks again
    state: str = ""
    why: str = ""
    heard: threading.Event = field(default_factory=threading.Event)


class Sealing:
    """Hears of closed rounds and finishes them; one round never twice at a time."""

    def __init__(self, engine: Engine, vault: Vault, writer: Writer, patience: Patience = _USUAL) -> None:
        self._engine = engine
        self._vault = vault
        self._writer = writer
        self._patience = patience
        self._tasks: dict[int, _Task] = {}
        self._lock = threading.Lock()
        self._comes_again = False
        self.spawn: Callable[..., Any] = _thread

    def on_changed(self, _writer: Any, workshop_id: int | None, touched: Touched, **_facts: Any) -> None:
        """Hear the writer: a secret round was closed, sealed, broken or annulled."""
        if workshop_id is None:
            return
        for number in sorted(touched.sealing):
            if task := self._take_on(_Task(workshop_id, number)):
                self.spawn(self._keep_trying, task)

    def resume(self) -> None:
        """Take up what a stopped server left: not counted, counted and the key still there, not cleaned up."""
        with self._engine.connect() as connection:
            found = secret_rounds(connection)
        for one in found:
            is_lost = one.state in ("open", "closed") and not self._fits(one)
            if not (is_lost or self._vault.has(one.id)):
                continue
            task = self._take_on(_Task(one.workshop_id, one.id, is_lost, one.state if one.state in _FINAL else ""))
            if task and not self._is_done(task):
                self.spawn(self._keep_trying, task)
        if found and not self._clean_up(tries=1):
            self._clean_up_later()

    def _fits(self, round_: AnyRow) -> bool:
        try:
            return self._vault.fits(round_.id, round_.key_print)
        except KeyUnread:
            return False

    def finish(self, workshop_id: int, number: int) -> None:
        """Bring one round as far as it can come: counted, its order of casting out of the files, its key deleted."""
        self._finish(_Task(workshop_id, number))

    def _take_on(self, task: _Task) -> _Task | None:
        """Return the task if nobody is at this round; whoever is hears that something happened to it."""
        with self._lock:
            at_it = self._tasks.setdefault(task.number, task)
            at_it.heard.set()
        return task if at_it is task else None

    def _keep_trying(self, task: _Task) -> None:
        pause = self._patience.soon
        while not self._is_done(task):
            pause = self._patience.soon if task.heard.wait(pause) else min(2 * pause, self._patience.again)

    def _is_done(self, task: _Task) -> bool:
        """Try once; return whether nothing is left to do, and nothing happened to the round meanwhile."""
        task.heard.clear()
        try:
            self._finish(task)
        except _GIVEN_UP as refused:
            log.error("secret vote: left as it is", round=task.number, why=refused.code)
        except Exception as fault:
            _complain(task, fault)
            return False
        else:
            _say_done(task)
        with self._lock:
            is_over = not task.heard.is_set()
            if is_over:
                del self._tasks[task.number]
        return is_over

    def _finish(self, task: _Task) -> None:
        state = task.state or self._count(task)
        if state not in _OVER:
            return
        task.state = state if state in _FINAL else ""
        is_clean = self._clean_up(self._patience.tries)
        if not is_clean:
            log.warning("the order of casting still stands in the files", round=task.number)
            self._clean_up_later()
        if state in _FINAL:
            self._vault.erase(task.number)

    def _count(self, task: _Task) -> str:
        state: str = self._writer.run(task.workshop_id, ballots.seal, SYSTEM, round=task.number)["state"]
        if task.is_lost and state not in _OVER:
            self._writer.run(task.workshop_id, ballots.lose_key, SYSTEM, round=task.number)
        return state

    def _clean_up(self, tries: int) -> bool:
        """Take the order of casting out of the files of the database; return whether nothing was in the way."""
        for n in range(tries):
            if n:
                threading.Event().wait(self._patience.wait)
            if self._is_cleaned():
                return True
        return False

    def _is_cleaned(self) -> bool:
        try:
            return not (take_in_the_log(self._engine) or take_out_dead_rows(self._engine))
        except (SQLAlchemyError, sqlite3.Error) as fault:
            # A disk that is full, say, is in the way as a reader is: it keeps neither the key nor the next try.
            log.warning("the database cannot be cleaned up now", fault=type(fault).__name__)
            return False

    def _clean_up_later(self) -> None:
        if not self._comes_again:
            self._comes_again = True
            self.spawn(self._keep_cleaning_up)

    def _keep_cleaning_up(self) -> None:
        try:
            threading.Event().wait(self._patience.again)
            while not self._clean_up(tries=1):
                threading.Event().wait(self._patience.again)
        finally:
            self._comes_again = False


def _complain(task: _Task, fault: Exception) -> None:
    """Tell whoever reads the log, once for each thing that is in the way."""
    why = _why(fault)
    if why == task.why:
        return
    task.why = why
    what = "its key could not be deleted" if task.state else "it could not be counted"
    trace = None if isinstance(fault, WorkshopError | OSError) else fault
    log.error(f"secret vote: {what}; tried again until it is done", round=task.number, why=why, exc_info=trace)


def _why(fault: BaseException) -> str:
    if isinstance(fault, KeyUnread) and fault.__cause__:
        return _why(fault.__cause__)
    if isinstance(fault, OSError) and fault.strerror:
        return fault.strerror  # without the path
    return fault.code if isinstance(fault, WorkshopError) else type(fault).__name__


def _say_done(task: _Task) -> None:
    if task.why:
        log.info("secret vote: what was in the way is gone", round=task.number, state=task.state)
        task.why = ""


def _thread(work: Callable[..., Any], *args: Any) -> None:
    threading.Thread(target=work, args=args, daemon=True).start()
