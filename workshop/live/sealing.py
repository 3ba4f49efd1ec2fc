"""Sees to it that a secret round that was closed is counted, and that its key is gone afterwards.

Every step can be run again: what a power cut left behind is taken up at the next start.
"""

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from workshop.domain.errors import WorkshopError
from workshop.domain.permissions import SYSTEM
from workshop.room import Touched
from workshop.services import ballots
from workshop.snapshots.casting import secret_rounds
from workshop.storage import take_in_the_log, take_out_dead_rows
from workshop.vault import Vault
from workshop.writer import Writer

log = structlog.get_logger()


@dataclass(frozen=True)
class Patience:
    """With what is in the way of cleaning up, a reader or a fault of the files: ``tries``, ``wait`` seconds apart,
    before the key is deleted all the same; from then on once every ``again`` seconds, for as long as it takes."""

    tries: int = 40
    wait: float = 0.25
    again: float = 60.0


_USUAL = Patience()
_OVER = ("sealed", "annulled", "broken")


class Sealing:
    """Hears of closed rounds and finishes them, one after the other."""

    def __init__(self, engine: Engine, vault: Vault, writer: Writer, patience: Patience = _USUAL) -> None:
        self._engine = engine
        self._vault = vault
        self._writer = writer
        self._patience = patience
        self._comes_again = False
        self.spawn: Callable[..., Any] = _thread

    def on_changed(self, _writer: Any, workshop_id: int | None, touched: Touched, **_facts: Any) -> None:
        """Hear the writer: a secret round was closed, sealed, broken or annulled."""
        if workshop_id is not None and touched.sealing:
            self.spawn(self._finish_all, [(workshop_id, number) for number in touched.sealing])

    def resume(self) -> None:
        """Take up what a stopped server left: not counted, counted and the key still there, not cleaned up."""
        with self._engine.connect() as connection:
            found = secret_rounds(connection)
        self._finish_all([(one.workshop_id, one.id) for one in found if self._vault.has(one.id)])
        for one in found:
            if one.state in ("open", "closed") and not self._vault.fits(one.id, one.key_print):
                self._writer.run(one.workshop_id, ballots.lose_key, SYSTEM, round=one.id)
        if found and not self._clean_up(tries=1):
            self._clean_up_later()

    def _finish_all(self, rounds: list[tuple[int, int]]) -> None:
        for workshop_id, number in rounds:
            try:
                self.finish(workshop_id, number)
            except WorkshopError as fault:
                log.error("not sealed", round=number, why=fault.code)
            except Exception:
                log.exception("not sealed", round=number)

    def finish(self, workshop_id: int, number: int) -> None:
        """Bring one round as far as it can come: counted, its order of casting out of the files, its key deleted."""
        state = self._writer.run(workshop_id, ballots.seal, SYSTEM, round=number)["state"]
        if state not in _OVER:
            return
        is_clean = self._clean_up(self._patience.tries)
        if state != "broken":
            self._vault.erase(number)
        if not is_clean:
            log.warning("the order of casting still stands in the files", round=number)
            self._clean_up_later()

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


def _thread(work: Callable[..., Any], *args: Any) -> None:
    threading.Thread(target=work, args=args, daemon=True).start()
