"""Looks once a day at what is due to be archived or deleted, does it, and says so in the log.

It never comes as a surprise: the page of the series has named the day since at least a fortnight before.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import Engine

from workshop.domain.errors import WorkshopError
from workshop.domain.permissions import SYSTEM
from workshop.pictures import Album
from workshop.services import archive, ballots, deletion
from workshop.snapshots.keeping import Kept, kept
from workshop.storage import forget_old_pages
from workshop.vault import Vault
from workshop.writer import Writer

log = structlog.get_logger()

FIRST = 60.0  # seconds after the start: a start must not wait for it
DAILY = 24 * 3600.0


@dataclass(frozen=True)
class Due:
    """Something to be done with a workshop: ``what`` is "archive" or "delete"."""

    what: str
    at: int
    workshop: Kept


class Keeping:
    """The job, for the server and for the command line."""

    def __init__(
        self,
        engine: Engine,
        writer: Writer,
        vault: Vault,
        album: Album,
        close: Callable[[int], Any] = lambda number: None,
    ) -> None:
        self._engine = engine
        self._writer = writer
        self._vault = vault
        self._album = album
        self._close = close

    def due(self, now: int, within: int = 0) -> list[Due]:
        """Return what is due, or will be ``within`` so many milliseconds, the first first. What runs is left alone."""
        with self._engine.connect() as connection:
            found = [due for one in kept(connection, now) if one.state != "open" for due in _of(one)]
        return sorted((due for due in found if due.at <= now + within), key=lambda due: due.at)

    def work(self, now: int) -> list[Due]:
        """Do what is due, and return what was done."""
        done = [due for due in self.due(now) if self._do(due)]
        if done:
            forget_old_pages(self._engine)
        return done

    def clear_up(self, answer: dict[str, Any]) -> None:
        """Take away what lay outside the database when a workshop was deleted, and close its pages."""
        for number in answer["rounds"]:
            if self._vault.has(number):
                self._vault.erase(number)
        self._album.delete(answer["gone"])
        for number in answer["workshops"]:
            self._close(number)

    def daily(
        self, clock: Callable[[], int], sleep: Callable[[float], Any] = lambda s: threading.Event().wait(s)
    ) -> None:
        """Work once a day, for as long as the server runs."""
        sleep(FIRST)
        while True:
            try:
                self.work(clock())
            except Exception:
                log.exception("retention failed")
            sleep(DAILY)

    def _do(self, due: Due) -> bool:
        number = due.workshop.id
        try:
            if due.what == "archive":
                self._writer.run(number, ballots.annul_uncounted, SYSTEM)
                self._writer.run(number, archive.archive, SYSTEM)
            else:
                self.clear_up(self._writer.run(None, deletion.delete_workshop, SYSTEM, workshop_id=number))
        except WorkshopError as refused:
            log.error("retention refused", workshop=number, what=due.what, why=refused.code)
            return False
        log.info("retention", workshop=number, series=due.workshop.series_id, what=due.what)
        return True


def _of(one: Kept) -> Iterable[Due]:
    if one.delete_at is not None:
        yield Due("delete", one.delete_at, one)
    if one.archive_at is not None and (one.delete_at is None or one.archive_at < one.delete_at):
        yield Due("archive", one.archive_at, one)
