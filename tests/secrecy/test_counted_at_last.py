"""Whatever keeps a closed vote from being counted or its key from being deleted only delays it: the server that runs
tries again, and nobody needs to start it anew."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select, text
from structlog.testing import capture_logs

from tests.services.ballot_box import STEP, Vote, voter_key
from workshop.live.sealing import Patience, Sealing
from workshop.models import Box, Entry, Receipt
from workshop.room import Touched

BRIEF = Patience(tries=2, wait=0.01, soon=0.05, again=0.2)
NOT_BY_ITSELF = Patience(tries=2, wait=0.01, soon=600, again=600)
SOON = 60  # seconds in which what is waited for must have come, on a busy machine

Free = Callable[[], object]


class Runs:
    """A server that runs: it hears what the writer says, and between a closing and its count something happens."""

    def __init__(self, vote: Vote, patience: Patience = BRIEF, between: Callable[[], object] = lambda: None) -> None:
        self._workshop, self._round = vote.hall.workshop, vote.round.id
        self.threads: list[threading.Thread] = []
        self._between = between
        self.sealing = Sealing(vote.hall.engine, vote.vault, vote.hall.writer, patience)
        self.sealing.spawn = self._spawn
        vote.hall.writer.changed.connect(self.hear)

    def hear(self, writer: Any, **facts: Any) -> None:
        if facts["touched"].sealing:
            between, self._between = self._between, lambda: None
            between()
        self.sealing.on_changed(writer, **facts)

    def hears_again(self) -> None:
        """Let the same be said once more, as by a second command at the same moment."""
        self.sealing.on_changed(None, self._workshop, Touched(sealing={self._round}))

    def rests(self) -> bool:
        return not any(one.is_alive() for one in self.threads)

    def _spawn(self, work: Callable[..., Any], *args: Any) -> None:
        self.threads.append(threading.Thread(target=work, args=args, daemon=True))
        self.threads[-1].start()


@pytest.fixture
def lines() -> Iterator[list[Any]]:
    with capture_logs() as written:
        yield written


def complaints(lines: list[Any]) -> list[tuple[str, str]]:
    return [(one["event"], one["why"]) for one in lines if one["event"].startswith("secret vote: it")]


def comes_true(what: Callable[[], object]) -> bool:
    waiting = threading.Event()
    return any(what() or waiting.wait(0.02) for _ in range(SOON * 50))


def open_and_cast(vote: Vote) -> None:
    vote.open()
    for mayor in vote.mayors[:9]:
        vote.cast(mayor, "yes")


def close(vote: Vote) -> None:
    vote.hall.command("close", activity=vote.hall.step(STEP))


def annul(vote: Vote) -> None:
    vote.hall.command("annul", activity=vote.hall.step(STEP), reason="Falscher Wortlaut.")


def has_ended(vote: Vote, state: str = "sealed") -> bool:
    return vote.round.state == state and not vote.vault.has(vote.round.id)


def is_counted_once(vote: Vote) -> bool:
    with vote.hall.read() as session:
        counts = session.scalar(select(func.count()).select_from(Entry).where(Entry.command == "seal"))
    return counts == 1 and vote.counted() == {"yes": 9} and (len(vote.rows(Receipt)), len(vote.rows(Box))) == (9, 0)


@contextmanager
def nobody_can_write(vote: Vote, request: pytest.FixtureRequest) -> Iterator[tuple[Callable[[], None], Free]]:
    """Yield what takes the database away and what gives it back: SQLite's lock, PostgreSQL's connections."""
    url = vote.hall.engine.url
    if url.get_backend_name() == "sqlite":
        other = sqlite3.connect(str(url.database), isolation_level=None, check_same_thread=False)
        yield lambda: other.execute("BEGIN IMMEDIATE"), lambda: other.execute("ROLLBACK")
        other.close()
        return
    cluster, name = request.getfixturevalue("postgres"), url.database

    def away() -> None:
        cluster.run(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false')
        cluster.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")

    yield away, lambda: cluster.run(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true')


def test_a_database_that_is_away_right_after_the_closing_only_delays_the_count(either: Vote, request, lines):
    open_and_cast(either)
    with nobody_can_write(either, request) as (away, back):
        server = Runs(either, between=away)
        close(either)
        assert comes_true(lambda: complaints(lines))
        for _ in range(3):
            server.hears_again()
        assert len(server.threads) == 1, "nobody else begins with a round that somebody is at"
        back()
    assert comes_true(lambda: has_ended(either)) and comes_true(server.rests)
    assert is_counted_once(either)
    why = "busy" if either.hall.engine.dialect.name == "sqlite" else "not_saved"
    assert complaints(lines) == [("secret vote: it could not be counted; tried again until it is done", why)]
    assert [one["state"] for one in lines if one["event"] == "secret vote: what was in the way is gone"] == ["sealed"]


@contextmanager
def the_disk_is_full(vote: Vote) -> Iterator[None]:
    """Let SQLite itself find no room for what a count writes, while there is some for anything smaller."""
    engine, file = vote.hall.engine, str(vote.hall.engine.url.database)
    with closing(sqlite3.connect(file)) as other, other:
        pages = other.execute("PRAGMA page_count").fetchone()[0] + 100
        other.execute("CREATE TABLE ballast (x BLOB)")
        large = "INSERT INTO ballast VALUES (zeroblob(4000000))"
        other.execute(f"CREATE TRIGGER larger BEFORE INSERT ON receipt BEGIN {large}; END")

    def limit(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(engine, "checkout", limit)
    yield
    event.remove(engine, "checkout", limit)
    with closing(sqlite3.connect(file, timeout=SOON)) as other, other:
        other.execute("DROP TRIGGER larger")


def test_a_disk_that_is_full_only_delays_the_count(vote: Vote, lines):
    open_and_cast(vote)
    server = Runs(vote)
    with the_disk_is_full(vote):
        close(vote)
        assert comes_true(lambda: complaints(lines))
        assert vote.round.state == "closed" and vote.vault.has(vote.round.id) and len(vote.rows(Box)) == 9
    assert comes_true(lambda: has_ended(vote)) and comes_true(server.rests)
    assert is_counted_once(vote)
    assert [why for _, why in complaints(lines)] == ["disk_full"]


def test_what_is_annulled_while_it_waits_is_never_counted_and_loses_its_key_at_once(vote: Vote, lines):
    open_and_cast(vote)
    server = Runs(vote, NOT_BY_ITSELF)
    with the_disk_is_full(vote):
        close(vote)
        assert comes_true(lambda: complaints(lines))
        annul(vote)
        assert comes_true(lambda: has_ended(vote, "annulled")) and comes_true(server.rests)
    assert vote.counted() == {} and vote.rows(Receipt) == []


def test_what_is_opened_again_while_it_waits_is_counted_with_all_that_comes(vote: Vote, lines):
    open_and_cast(vote)
    server = Runs(vote, NOT_BY_ITSELF)
    with the_disk_is_full(vote):
        close(vote)
        assert comes_true(lambda: complaints(lines))
        vote.hall.command("open", activity=vote.hall.step(STEP))
    for mayor in vote.mayors[9:]:
        vote.cast(mayor, "no")
    server.hears_again()
    assert comes_true(server.rests) and vote.round.state == "open", "what is open is left alone"
    close(vote)
    assert comes_true(lambda: has_ended(vote)) and vote.counted() == {"yes": 9, "no": 8}


def cannot_be_deleted(key: Path) -> None:
    """Let a folder stand in its place, which the system refuses to delete as a file."""
    key.rename(f"{key}.aside")
    key.mkdir()


def can_be_deleted(key: Path) -> None:
    key.rmdir()
    Path(f"{key}.aside").rename(key)


def when_it_commits(vote: Vote, do: Callable[[], None]) -> None:
    """Do something at the next commit: whoever counts has read the key by then."""
    once = iter([do])
    event.listen(vote.hall.engine, "commit", lambda _connection: [one() for one in once])


def test_the_key_of_a_counted_vote_that_cannot_be_deleted_is_deleted_as_soon_as_it_can_be(either: Vote, lines):
    open_and_cast(either)
    key = key_of(either)
    server = Runs(either, between=lambda: when_it_commits(either, lambda: cannot_be_deleted(key)))
    close(either)
    is_deleted_at_last(either, "sealed", lines)
    assert comes_true(server.rests) and is_counted_once(either)


def test_the_key_of_an_annulled_vote_that_cannot_be_deleted_is_deleted_as_soon_as_it_can_be(vote: Vote, lines):
    open_and_cast(vote)
    cannot_be_deleted(key_of(vote))
    server = Runs(vote)
    annul(vote)
    is_deleted_at_last(vote, "annulled", lines)
    assert comes_true(server.rests) and vote.counted() == {}


def is_deleted_at_last(vote: Vote, state: str, lines: list[Any]) -> None:
    assert comes_true(lambda: complaints(lines)) and vote.round.state == state
    can_be_deleted(key_of(vote))
    assert comes_true(lambda: has_ended(vote, state))
    expected = "secret vote: its key could not be deleted; tried again until it is done"
    assert complaints(lines) == [(expected, "Is a directory")]


def key_of(vote: Vote) -> Path:
    return vote.vault.folder / f"round-{vote.round.id}.key"


def test_a_vote_that_can_never_be_counted_is_not_tried_again_and_keeps_its_key_until_it_is_annulled(vote: Vote, lines):
    open_and_cast(vote)
    server = Runs(vote)
    with vote.hall.engine.begin() as connection:
        connection.execute(text("UPDATE box SET ct = zeroblob(length(ct))"))
    close(vote)
    assert comes_true(lambda: vote.round.state == "broken") and comes_true(server.rests)
    assert vote.vault.has(vote.round.id) and complaints(lines) == []
    annul(vote)
    assert comes_true(lambda: has_ended(vote, "annulled")) and comes_true(server.rests)


def test_a_start_that_finds_the_database_busy_counts_as_soon_as_it_is_free(vote: Vote, request, lines):
    open_and_cast(vote)
    close(vote)
    with nobody_can_write(vote, request) as (away, back):
        away()
        server = Runs(vote)
        server.sealing.resume()
        assert vote.round.state == "closed" and len(complaints(lines)) == 1
        back()
    assert comes_true(lambda: has_ended(vote)) and comes_true(server.rests)
    assert is_counted_once(vote)


@contextmanager
def the_key_cannot_be_read(vote: Vote) -> Iterator[None]:
    """Let a link that leads to itself stand in its place: the system then says neither what is in it nor that it is
    missing."""
    key = key_of(vote)
    aside = key.rename(f"{key}.aside")
    key.symlink_to(key)
    yield
    aside.replace(key)


def test_a_key_that_cannot_be_read_for_a_moment_only_delays_the_count(either: Vote, lines):
    open_and_cast(either)
    server = Runs(either)
    with the_key_cannot_be_read(either):
        close(either)
        assert comes_true(lambda: complaints(lines)) and either.round.state == "closed"
    assert comes_true(lambda: has_ended(either)) and comes_true(server.rests)
    assert is_counted_once(either)
    assert [why for _, why in complaints(lines)] == ["Too many levels of symbolic links"]


def test_a_key_that_cannot_be_read_for_a_moment_stops_no_vote_and_takes_no_ballot(either: Vote):
    open_and_cast(either)
    key = voter_key()
    with the_key_cannot_be_read(either):
        assert either.refused(either.mayors[9], "yes", key) == "not_saved"
    assert either.round.state == "open" and len(either.rows(Box)) == 9
    assert either.cast(either.mayors[9], "yes", key)["ok"]


@pytest.mark.parametrize("state", ["open", "closed"])
def test_a_start_that_cannot_read_the_key_looks_again(vote: Vote, state, lines):
    open_and_cast(vote)
    if state == "closed":
        close(vote)
    with the_key_cannot_be_read(vote):
        server = Runs(vote)
        server.sealing.resume()
        assert vote.round.state == state and len(complaints(lines)) == 1
    assert comes_true(server.rests)
    assert vote.round.state == {"open": "open", "closed": "sealed"}[state]
    assert vote.cast(vote.mayors[9])["ok"] if state == "open" else is_counted_once(vote)
