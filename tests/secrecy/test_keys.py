"""Without the key of its round a vote stops at once and can only be annulled; so does one in a restored backup."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.secrecy.room import OneRoom
from tests.services.ballot_box import STEP, Vote, vote_again, voter_key
from workshop.domain.ballots import KEY_BYTES
from workshop.models import Box

OTHERS = ("open", "close", "reveal", "next_round")


def missing(file: Path) -> None:
    file.unlink()


def another(file: Path) -> None:
    file.write_bytes(os.urandom(KEY_BYTES))


def a_flipped_bit(file: Path) -> None:
    key = file.read_bytes()
    file.write_bytes(key[:-1] + bytes([key[-1] ^ 1]))


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


WAYS_TO_LOSE_IT = pytest.mark.parametrize(
    "lose", [missing, another, a_flipped_bit, cut_off], ids=lambda one: one.__name__
)


@pytest.fixture
def room(start):
    yield from begun(start)


@pytest.fixture
def in_a_file(sqlite_start):
    """The same where the database is a file that can be carried about."""
    yield from begun(sqlite_start)


def begun(start) -> Iterator[OneRoom]:
    made = OneRoom(start)
    begin(made.vote)
    yield made
    made.down()


def begin(vote: Vote, key: str = "") -> None:
    vote.open()
    for mayor in vote.mayors[:6]:
        vote.cast(mayor, "yes", key or None)
        key = ""


def key_file(vote: Vote) -> Path:
    return vote.vault.folder / f"round-{vote.round.id}.key"


def can_only_be_annulled(vote: Vote) -> None:
    step = vote.hall.step(STEP)
    assert vote.round.state == "broken"
    assert vote.refused(vote.mayors[7]) == "closed"
    assert {vote.hall.refusal(name, activity=step) for name in OTHERS} == {"illegal_action"}
    assert vote.hall.refusal("reset", activity=step) == "secret_is_final"
    vote.hall.command("annul", activity=step, reason="Der Schlüssel fehlt.")
    assert vote.round.state == "annulled" and vote.counted() == {}


def test_a_key_is_for_the_owner_of_the_server_alone(room):
    assert key_file(room.vote).stat().st_mode & 0o777 == 0o600
    assert room.vote.vault.folder.stat().st_mode & 0o777 == 0o700


def test_key_and_folder_are_on_disk_before_the_opening_commits(either, monkeypatch):
    """Seen at the border to the system: what is synced, with how many bytes in it, and when the database commits."""
    folder, done, fsync = either.vault.folder, [], os.fsync

    def synced(handle: int) -> None:
        fsync(handle)
        place = Path(os.readlink(f"/proc/self/fd/{handle}"))
        done.append((place, os.fstat(handle).st_size if place.is_file() else 0))

    either.hall.command("go_live", activity=either.hall.step(STEP))
    event.listen(either.hall.engine, "commit", lambda _connection: done.append("commit"))
    monkeypatch.setattr(os, "fsync", synced)
    either.hall.command("open", activity=either.hall.step(STEP))
    first = done[: done.index("commit")]
    assert first == [(folder.parent, 0), (key_file(either), KEY_BYTES), (folder, 0)]


@WAYS_TO_LOSE_IT
def test_a_lost_key_is_noticed_at_the_start(room, lose):
    lose(key_file(room.vote))
    room.restart()
    can_only_be_annulled(room.vote)


@WAYS_TO_LOSE_IT
def test_a_lost_key_is_noticed_at_the_next_cast(room, lose):
    lose(key_file(room.vote))
    assert room.vote.refused(room.vote.mayors[6]) == "ballot_key_missing"
    can_only_be_annulled(room.vote)


@WAYS_TO_LOSE_IT
def test_a_lost_key_is_noticed_at_sealing_and_nothing_is_deleted(room, lose):
    lose(key_file(room.vote))
    assert room.vote.close() == "broken"
    assert len([row for row in room.vote.rows(Box) if row.ct]) == 6
    can_only_be_annulled(room.vote)


def test_a_closed_round_with_too_few_ballots_whose_key_is_lost_is_broken_at_the_start(start):
    room = OneRoom(start)
    room.vote.open()
    room.vote.cast(room.vote.mayors[0])
    assert room.vote.close() == "closed"
    another(key_file(room.vote))
    room.restart()
    can_only_be_annulled(room.vote)
    room.down()


def test_a_backup_made_while_open_and_put_back_elsewhere_can_only_be_annulled(in_a_file, sqlite_vote, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    back_up(in_a_file.vote, elsewhere / "workshop.db")
    restored = OneRoom(lambda: vote_again(f"sqlite:///{elsewhere / 'workshop.db'}", elsewhere / "keys", sqlite_vote[1]))
    restored.restart()
    assert len(restored.vote.rows(Box)) == 6, "the backup is whole"
    can_only_be_annulled(restored.vote)
    restored.down()


def test_a_backup_put_back_after_sealing_cannot_be_counted_a_second_time(in_a_file, tmp_path):
    """Its ballots are the same as those that were counted; the key that opened them is gone."""
    room = in_a_file
    back_up(room.vote, tmp_path / "backup.db")
    assert room.vote.close() == "sealed"
    room.down()
    for ending in ("", "-wal", "-shm"):
        (tmp_path / f"workshop.db{ending}").unlink(missing_ok=True)
    (tmp_path / "backup.db").rename(tmp_path / "workshop.db")
    room.restart()
    can_only_be_annulled(room.vote)


def back_up(vote: Vote, file: Path) -> None:
    with sqlite3.connect(str(vote.hall.engine.url.database)) as connection:
        connection.execute("VACUUM INTO ?", (str(file),))


def test_the_same_key_gets_its_receipt_after_annulment_and_restart(start):
    room, key = OneRoom(start), voter_key()
    begin(room.vote, key)
    first = room.vote.cast(room.vote.mayors[0], "no", key)
    room.vote.hall.command("annul", activity=room.vote.hall.step(STEP), reason="Der Wortlaut war falsch.")
    room.restart()
    assert room.vote.cast(room.vote.mayors[0], "abstain", key) == first
    assert room.vote.refused(room.vote.mayors[7], "yes", key) == "ballot_key_used"
    room.down()
