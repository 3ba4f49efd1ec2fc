"""When a secret vote is over, however it ended, the order of casting goes out of the files; a reader only delays it."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import create_engine, event, text

from tests.services.ballot_box import STEP, Vote, voter_key
from workshop.domain import ballots
from workshop.live.sealing import Patience, Sealing
from workshop.models import Box, Roll
from workshop.storage import take_in_the_log

BRIEF = Patience(tries=2, wait=0.01, again=0.05)
SOON = 30  # seconds in which the next try must have come, on a busy machine


def cast_in_any_order(vote: Vote) -> list[int]:
    """Let some cast in an order drawn by lot, but not the last one; return the seats in that order."""
    vote.open()
    order = Random(7).sample(range(len(vote.mayors) - 1), 9)
    for n in order:
        vote.cast(vote.mayors[n], "yes")
    return [vote.hall.seat_of(vote.mayors[n]) for n in order]


def annulled(vote: Vote) -> None:
    vote.hall.command("annul", activity=vote.hall.step(STEP), reason="Falscher Wortlaut.")


def broken_at_a_cast(vote: Vote) -> None:
    vote.vault.erase(vote.round.id)
    assert vote.refused(vote.mayors[-1]) == "ballot_key_missing"


def broken_at_the_count(vote: Vote) -> None:
    key = vote.vault.folder / f"round-{vote.round.id}.key"
    key.write_bytes(key.read_bytes()[:-1])
    vote.hall.command("close", activity=vote.hall.step(STEP))


def broken_then_annulled(vote: Vote) -> None:
    broken_at_a_cast(vote)
    annulled(vote)


ENDS = pytest.mark.parametrize(
    "end", [annulled, broken_at_a_cast, broken_at_the_count, broken_then_annulled], ids=lambda one: one.__name__
)


@ENDS
def test_no_row_of_a_vote_that_was_not_counted_says_when_it_was_cast(on_postgres: Vote, end):
    """One transaction wrote all that is left of roll and box, each in its own order."""
    order = cast_in_any_order(on_postgres)
    assert casting_order(on_postgres) == order, "as long as it is open the rows do say it"
    end(on_postgres)
    on_postgres.seal()
    roll, box = placed(on_postgres, "roll", "seat_id"), placed(on_postgres, "box", "slot")
    assert len({xmin for _, xmin in (*roll, *box)}) == 1
    assert [seat for seat, _ in roll] == sorted(seat for seat, _ in roll)
    assert [slot for slot, _ in box] == sorted(slot for slot, _ in box) and len(box) == len(order)


def casting_order(vote: Vote) -> list[int]:
    query = "SELECT seat_id FROM roll WHERE round_id = :round AND voted ORDER BY xmin::text::bigint"
    with vote.hall.engine.connect() as connection:
        return list(connection.execute(text(query), {"round": vote.round.id}).scalars())


def placed(vote: Vote, table: str, name: str) -> list[tuple]:
    """Return the rows as they lie in the file, with who wrote them."""
    query = f"SELECT {name}, xmin::text::bigint FROM {table} WHERE round_id = :round ORDER BY ctid"
    with vote.hall.engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query), {"round": vote.round.id})]
    return [(bytes(one) if isinstance(one, memoryview) else one, xmin) for one, xmin in found]


@ENDS
def test_what_is_left_in_sqlites_log_is_nothing(vote: Vote, end):
    cast_in_any_order(vote)
    end(vote)
    vote.seal()
    assert log_of(vote).stat().st_size == 0
    assert sum(row.voted for row in vote.rows(Roll)) == len(vote.rows(Box)) == 9


@ENDS
def test_slots_lie_in_sqlites_file_in_their_own_order_and_once(vote: Vote, end):
    cast_in_any_order(vote)
    slots = [row.slot for row in vote.rows(Box)]
    assert take_in_the_log(vote.hall.engine) is False
    assert not in_order(vote, slots), "as long as it is open they lie as they came"
    end(vote)
    vote.seal()
    assert in_order(vote, slots)
    assert {bytes_of(vote).count(slot) for slot in slots} == {1}, "nothing is left of where they lay"


def in_order(vote: Vote, slots: list[bytes]) -> bool:
    """Return whether what lies further back in the page, and so came earlier, has the smaller slot."""
    return sorted(slots) == sorted(slots, key=bytes_of(vote).index, reverse=True)


def bytes_of(vote: Vote) -> bytes:
    return Path(str(vote.hall.engine.url.database)).read_bytes()


@ENDS
def test_who_sends_a_ballot_again_gets_the_answer_of_before(either: Vote, end):
    either.open()
    key = voter_key()
    first = either.cast(either.mayors[0], "yes", key)
    for mayor in either.mayors[1:6]:
        either.cast(mayor)
    end(either)
    either.seal()
    assert either.cast(either.mayors[0], "no", key) == first
    code = ballots.code_of(either.round.id, ballots.voter_key(key), either.round.salt)
    assert first["code"] == ballots.shown_code(code)


def log_of(vote: Vote) -> Path:
    return Path(f"{vote.hall.engine.url.database}-wal")


@contextmanager
def somebody_reads(vote: Vote) -> Iterator[None]:
    """Let somebody hold a picture of the database for as long as it takes, as a backup does."""
    other = create_engine(vote.hall.engine.url)
    try:
        with other.connect() as connection:
            connection.execute(text("BEGIN") if other.dialect.name == "sqlite" else text("SELECT 1"))
            connection.execute(text("SELECT count(*) FROM roll")).scalar()
            yield
    finally:
        other.dispose()


def mark_of_files(vote: Vote) -> object:
    """Return what changes when the files are cleaned: PostgreSQL then has other files, SQLite's log is empty."""
    if vote.hall.engine.dialect.name == "sqlite":
        return log_of(vote).stat().st_size == 0
    with vote.hall.engine.connect() as connection:
        return tuple(connection.execute(text("SELECT pg_relation_filenode('roll'), pg_relation_filenode('box')")).one())


def closed(vote: Vote) -> None:
    cast_in_any_order(vote)
    vote.hall.command("close", activity=vote.hall.step(STEP))


def test_a_reader_keeps_neither_the_count_nor_the_key_and_the_files_are_cleaned_once_it_is_gone(either: Vote):
    closed(either)
    before = mark_of_files(either)
    sealing = Sealing(either.hall.engine, either.vault, either.hall.writer, BRIEF)
    with somebody_reads(either):
        sealing.finish(either.hall.workshop, either.round.id)
        assert either.round.state == "sealed" and either.counted() == {"yes": 9}
        assert not either.vault.has(either.round.id), "without the key what still lies in the files says nothing"
        assert mark_of_files(either) == before
    assert comes_true(lambda: mark_of_files(either) != before)


def comes_true(what) -> bool:
    waiting = threading.Event()
    return any(what() or waiting.wait(0.02) for _ in range(SOON * 50))


def stopped(vote: Vote) -> Sealing:
    """Return what seals for a server that goes down before it could try again."""
    sealing = Sealing(vote.hall.engine, vote.vault, vote.hall.writer, BRIEF)
    sealing.spawn = lambda *_: None
    return sealing


def test_what_a_stopped_server_could_not_clean_is_cleaned_at_the_next_start(either: Vote):
    closed(either)
    before = mark_of_files(either)
    with somebody_reads(either):
        stopped(either).finish(either.hall.workshop, either.round.id)
    assert mark_of_files(either) == before and not either.vault.has(either.round.id)
    Sealing(either.hall.engine, either.vault, either.hall.writer, BRIEF).resume()
    assert mark_of_files(either) != before


def test_a_reader_who_is_there_at_the_start_keeps_nobody_waiting(either: Vote):
    closed(either)
    before = mark_of_files(either)
    with somebody_reads(either):
        stopped(either).finish(either.hall.workshop, either.round.id)
        Sealing(either.hall.engine, either.vault, either.hall.writer, BRIEF).resume()
        assert mark_of_files(either) == before
    assert comes_true(lambda: mark_of_files(either) != before)


@contextmanager
def the_files_refuse(vote: Vote) -> Iterator[list[str]]:
    """Let SQLite itself refuse to empty its log, with the driver's own error, as it does on a disk that is full; each
    try is added to what is yielded."""
    engine = vote.hall.engine
    refused, tries = {(sqlite3.SQLITE_PRAGMA, "wal_checkpoint")}, []

    def answer(action: int, name: str, *_: object) -> int:
        if (action, name) not in refused:
            return sqlite3.SQLITE_OK
        tries.append(name)
        return sqlite3.SQLITE_DENY

    def refuse(connection: sqlite3.Connection, _record: object) -> None:
        connection.set_authorizer(answer)

    event.listen(engine, "connect", refuse)
    engine.dispose()
    try:
        yield tries
    finally:
        event.remove(engine, "connect", refuse)
        refused.clear()


def test_an_error_of_the_files_keeps_neither_the_key_nor_the_next_try(vote: Vote):
    closed(vote)
    sealing = Sealing(vote.hall.engine, vote.vault, vote.hall.writer, BRIEF)
    with the_files_refuse(vote) as tries:
        sealing.finish(vote.hall.workshop, vote.round.id)
        assert vote.round.state == "sealed" and not vote.vault.has(vote.round.id)
        at_once = len(tries)
        assert comes_true(lambda: len(tries) >= at_once + 3), "several later tries fail as well"
        assert log_of(vote).stat().st_size
    assert comes_true(lambda: log_of(vote).stat().st_size == 0)


def test_after_an_error_of_the_files_a_connection_waits_for_others_as_before(vote: Vote):
    closed(vote)
    with the_files_refuse(vote):
        with pytest.raises(sqlite3.DatabaseError):
            take_in_the_log(vote.hall.engine)
        with vote.hall.engine.connect() as connection:  # the only one there is, and so the same
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 250
