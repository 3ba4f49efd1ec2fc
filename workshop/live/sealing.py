"""Sees to it that a secret round that was closed is counted, and that its key is gone afterwards.

Every step can be run again: what a power cut left behind is taken up at the next start.
"""

import threading
from collections.abc import Callable
from typing import Any

import structlog
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from workshop.domain.errors import WorkshopError
from workshop.domain.permissions import SYSTEM
from workshop.room import Touched
from workshop.services import ballots
from workshop.snapshots.casting import secret_rounds
from workshop.vault import Vault
from workshop.writer import Writer

log = structlog.get_logger()

_TRIES = 40  # at cleaning up, a quarter of a second apart
_WAIT = 0.25
_LOCK_MS = 250


class Sealing:
    """Hears of closed rounds and finishes them, one after the other."""

    def __init__(self, engine: Engine, vault: Vault, writer: Writer) -> None:
        self._engine = engine
        self._vault = vault
        self._writer = writer
        self.spawn: Callable[..., Any] = _thread

    def on_changed(self, _writer: Any, workshop_id: int | None, touched: Touched, **_facts: Any) -> None:
        """Hear the writer: a secret round was closed, sealed or annulled."""
        if workshop_id is not None and touched.sealing:
            self.spawn(self._finish_all, [(workshop_id, number) for number in touched.sealing])

    def resume(self) -> None:
        """Take up what a stopped server left: closed and not counted, or counted and the key still there."""
        with self._engine.connect() as connection:
            found = secret_rounds(connection)
        self._finish_all([(one.workshop_id, one.id) for one in found if self._vault.has(one.id)])
        for one in found:
            if one.state in ("open", "closed") and not self._vault.fits(one.id, one.key_print):
                self._writer.run(one.workshop_id, ballots.lose_key, SYSTEM, round=one.id)

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
        if state in ("sealed", "annulled") and self._vault.has(number):
            take_in_the_log(self._engine)
            take_out_dead_rows(self._engine)
            self._vault.erase(number)


def take_in_the_log(engine: Engine) -> None:
    """Empty SQLite's write-ahead log, in which the order of casting can be read; nothing to do elsewhere."""
    if engine.dialect.name != "sqlite":
        return
    for _ in range(_TRIES):
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            if raw.in_transaction:
                raw.rollback()
            blocked, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not blocked:
            return
        threading.Event().wait(_WAIT)
    log.warning("the write-ahead log could not be emptied")


def take_out_dead_rows(engine: Engine) -> None:
    """Write PostgreSQL's roll and box anew; nothing to do elsewhere.

    Rows that were replaced or deleted keep who wrote them, and so the order of casting, until others are written over
    them. A plain VACUUM leaves their bytes where they lie.
    """
    if engine.dialect.name != "postgresql":
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"SET lock_timeout = {_LOCK_MS}"))  # who votes elsewhere waits behind this no longer
        try:
            for _ in range(_TRIES):
                try:
                    connection.execute(text("VACUUM (FULL) roll, box"))
                    return
                except OperationalError:
                    threading.Event().wait(_WAIT)
        finally:
            connection.execute(text("RESET lock_timeout"))
    log.warning("dead rows could not be taken out")


def _thread(work: Callable[..., Any], *args: Any) -> None:
    threading.Thread(target=work, args=args, daemon=True).start()
