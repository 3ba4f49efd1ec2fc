"""The server dies at every step of opening, casting, sealing and annulling: what is left is old or new, never between,
and whoever goes on from there gets the answer that was due."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select

from tests.secrecy.asked import ASKED, Asked
from tests.secrecy.dying import Start, dies_at
from tests.services.ballot_box import STEP, Vote, vote_again, voter_key
from tests.services.schema import OTHERS
from workshop.domain.ballots import list_print, shown_code
from workshop.live.sealing import Sealing
from workshop.models import Base, Box, Entry, Receipt, Roll

PATIENCE = pytest.mark.timeout(240)
KEYS = [voter_key() for _ in range(17)]
CAST = (2, 1, 0, 2, 2, 1, 2)  # of the three ballots that are asked for
BOTH_KINDS = pytest.mark.parametrize(
    "stage", ["sqlite resolution", "sqlite choice", "postgres resolution"], indirect=True
)

Scene = Callable[[], Start]
Prepare = Callable[[Vote, Asked], object]


class Stage:
    """One engine, one kind of step: brings a vote to a certain point, and makes that world again for each death."""

    def __init__(self, request, folder: Path) -> None:
        self._folder = folder
        engine, kind = request.param.split()
        self.asked = ASKED[kind]
        self._template, self.facts = request.getfixturevalue(f"{engine}_vote")
        self._postgres = ""
        if engine == "postgres":
            self._postgres = request.getfixturevalue("postgres").create(template=self._template)

    def prepared(self, prepare: Prepare) -> Iterator[Start]:
        """Bring a vote to a point; then hand out one world after the other, each a server that can be started."""
        base = self._folder / "base"
        base.mkdir()
        url = self._postgres or f"sqlite:///{shutil.copy(self._template, base / 'workshop.db')}"
        vote = vote_again(url, base / "keys", self.facts)
        prepare(self.asked.of(vote), self.asked)
        vote.hall.engine.dispose()
        disk = Kept(self._postgres) if self._postgres else None
        for number in count():
            here = self._folder / str(number)
            shutil.copytree(base, here)  # SQLite's log as well: a server was killed, not stopped
            if number and disk:
                disk.put_back()
            yield self._start(here)

    def _start(self, here: Path) -> Start:
        url = self._postgres or f"sqlite:///{here / 'workshop.db'}"
        return lambda: vote_again(url, here / "keys", self.facts)


class Kept:
    """The rows of a PostgreSQL database as they were: to copy a whole one for each death takes much longer."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url, isolation_level="AUTOCOMMIT")
        names = [table.name for table in Base.metadata.sorted_tables]
        self._run("CREATE SCHEMA kept", *(f"CREATE TABLE kept.{name} AS TABLE {name}" for name in names))
        self._back = [f"DELETE FROM {name}" for name in reversed(names)]
        self._back += [f"INSERT INTO {name} SELECT * FROM kept.{name}" for name in names]

    def put_back(self) -> None:
        """Send the dead server's connections away and make all rows what they were."""
        self._run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {OTHERS}", *self._back)

    def _run(self, *statements: str) -> None:
        with self._engine.connect() as connection:
            connection.exec_driver_sql("; ".join(statements))


@pytest.fixture(params=["sqlite resolution", "postgres resolution"])
def stage(request, tmp_path) -> Stage:
    return Stage(request, tmp_path)


def after_each_death(worlds: Iterator[Start], do: Callable[[Vote], object]) -> Iterator[tuple[int, Vote]]:
    """Let the server die one step later in each world, and come up again on what is left."""
    for step, start in enumerate(worlds):
        died = dies_at(step, start, do)
        vote = start()
        yield step, vote
        vote.hall.engine.dispose()
        if not died:
            return


def opened(vote: Vote, asked: Asked) -> None:
    vote.open()
    for mayor, n, key in zip(vote.mayors, CAST, KEYS, strict=False):
        vote.cast(mayor, asked.sent[asked.ballots[n]], key)


def closed(vote: Vote, asked: Asked) -> None:
    opened(vote, asked)
    vote.hall.command("close", activity=vote.hall.step(STEP))


def number_of(vote: Vote, table) -> int:
    with vote.hall.read() as session:
        return int(session.scalar(select(func.count()).select_from(table).where(table.round_id == vote.round.id)) or 0)


def resume(vote: Vote) -> None:
    Sealing(vote.hall.engine, vote.vault, vote.hall.writer).resume()


def counted(asked: Asked, *more: int) -> Counter[str]:
    return asked.counts(asked.ballots[n] for n in (*CAST, *more))


@PATIENCE
@BOTH_KINDS
def test_sealing_killed_at_every_step_is_completed_and_the_same(stage):
    states = []
    for _, vote in after_each_death(stage.prepared(closed), Vote.seal):
        states.append(vote.round.state)
        lists = number_of(vote, Receipt), +Counter(vote.counted()), number_of(vote, Box)
        assert lists == ((7, counted(stage.asked), 0) if states[-1] == "sealed" else (0, {}, 7))
        assert states[-1] == "sealed" or vote.vault.fits(vote.round.id, vote.round.key_print)
        resume(vote)
        is_counted(vote, stage.asked)
    assert states.index("sealed") > 10 and states.count("sealed") > 5, "it died before and after the lists were safe"


def is_counted(vote: Vote, asked: Asked) -> None:
    codes = [row.code for row in vote.rows(Receipt)]
    assert vote.round.state == "sealed" and +Counter(vote.counted()) == counted(asked)
    assert {name: vote.round.outcome[name] for name in ("cast", "of", "list")} == {
        "cast": 7, "of": 17, "list": list_print(codes)
    }  # fmt: skip
    assert number_of(vote, Box) == 0 and not vote.vault.has(vote.round.id)
    assert vote.cast(vote.mayors[0], "nonsense", KEYS[0])["code"] in {shown_code(code) for code in codes}


@PATIENCE
@BOTH_KINDS
def test_a_ballot_whose_answer_was_lost_is_there_once_and_answered_when_it_is_sent_again(stage):
    mayor, key, counts = 7, KEYS[7], []
    _, said, other = stage.asked.sent.values()
    for _, vote in after_each_death(stage.prepared(opened), lambda vote: vote.cast(vote.mayors[mayor], said, key)):
        counts.append(number_of(vote, Box))
        assert counts[-1] in (7, 8) and len([row for row in vote.rows(Roll) if row.voted]) == counts[-1]
        first = vote.cast(vote.mayors[mayor], said, key)
        assert vote.cast(vote.mayors[mayor], other, key) == first
        assert number_of(vote, Box) == 8
        assert vote.refused(vote.mayors[mayor], other) == "already_cast"
    assert vote.close() == "sealed" and +Counter(vote.counted()) == counted(stage.asked, 1)
    assert counts.index(8) > 4 and counts.count(8) > 2, "it died before and after the commit"


@PATIENCE
def test_a_round_is_never_open_without_its_key(stage):
    states = []
    for _, vote in after_each_death(stage.prepared(live), open_it):
        states.append(vote.round.state)
        if states[-1] == "open":
            assert vote.vault.fits(vote.round.id, vote.round.key_print) and number_of(vote, Roll) == 17
        else:
            assert number_of(vote, Roll) == 0 and vote.round.key_print == ""
            resume(vote)
            open_it(vote)
        assert vote.cast(vote.mayors[0], "yes", KEYS[0])["ok"]
    assert {"draft", "open"} == set(states)


def live(vote: Vote, _asked: Asked) -> None:
    vote.hall.command("go_live", activity=vote.hall.step(STEP))


def open_it(vote: Vote) -> None:
    vote.hall.command("open", activity=vote.hall.step(STEP))


@PATIENCE
def test_annulling_killed_at_every_step_is_old_or_new(stage):
    states = []
    for _, vote in after_each_death(stage.prepared(opened), annul):
        states.append(vote.round.state)
        ballots = {len(row.ct) > 0 for row in vote.rows(Box)}
        assert ballots == {states[-1] == "open"}
        if states[-1] == "open":
            annul(vote)
        resume(vote)
        assert vote.round.state == "annulled" and not vote.vault.has(vote.round.id)
        assert number_of(vote, Receipt) == 0 and vote.counted() == {}
        with vote.hall.read() as session:
            assert session.scalar(select(func.count()).where(Entry.command == "annul")) == 1
    assert {"open", "annulled"} == set(states)


def annul(vote: Vote) -> None:
    vote.hall.command("annul", activity=vote.hall.step(STEP), reason="Der Wortlaut war falsch.")
