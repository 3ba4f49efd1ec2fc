"""A vote that only has to be opened, made once on each engine; every test gets a copy of its own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from tests.secrecy.running import House, house_of
from tests.services.ballot_box import Facts, Vote, prepare_vote, vote_again
from tests.services.postgres import Cluster
from tests.services.schema import bring_up
from workshop.models import Base

Opener = Callable[[], Vote]


@pytest.fixture(scope="session")
def sqlite_vote(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Facts]:
    file = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("vote") / "workshop.db"))
    return file, prepare_vote(f"sqlite:///{file}")


@pytest.fixture(scope="session")
def postgres_vote(postgres: Cluster) -> Iterator[tuple[str, Facts]]:
    url = bring_up(postgres.create())
    facts = prepare_vote(url)
    leave_alone(url)
    yield url, facts
    postgres.drop(url)


def leave_alone(url: str) -> None:
    """Let PostgreSQL tidy up nothing by itself: it would hide a trace, or be the reader for whom dead rows stay."""
    engine = create_engine(url)
    with engine.begin() as connection:
        tables = [table.name for table in Base.metadata.sorted_tables]
        connection.exec_driver_sql("; ".join(f"ALTER TABLE {one} SET (autovacuum_enabled = off)" for one in tables))
    engine.dispose()


@pytest.fixture
def sqlite_start(sqlite_vote: tuple[Path, Facts], tmp_path: Path) -> Opener:
    """Start a server on the same files as often as it is called."""
    file, facts = sqlite_vote
    url = f"sqlite:///{shutil.copy(file, tmp_path / 'workshop.db')}"
    return lambda: vote_again(url, tmp_path / "keys", facts)


@pytest.fixture
def postgres_start(postgres: Cluster, postgres_vote: tuple[str, Facts], tmp_path: Path) -> Iterator[Opener]:
    template, facts = postgres_vote
    url = postgres.create(template=template)
    yield lambda: vote_again(url, tmp_path / "keys", facts)
    postgres.drop(url)


@pytest.fixture(params=["sqlite", "postgres"])
def start(request: pytest.FixtureRequest) -> Opener:
    """The same, once on each engine."""
    return request.getfixturevalue(f"{request.param}_start")


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server that runs, once on each engine; tests take turns in it, each with rounds of its own."""
    made = house_of(request, tmp_path_factory.mktemp("house"), request.param)
    yield made
    made.close()


@pytest.fixture
def vote(sqlite_start: Opener) -> Iterator[Vote]:
    yield from started(sqlite_start)


@pytest.fixture
def on_postgres(postgres_start: Opener) -> Iterator[Vote]:
    yield from started(postgres_start)


@pytest.fixture
def either(start: Opener) -> Iterator[Vote]:
    yield from started(start)


def started(start: Opener) -> Iterator[Vote]:
    vote = start()
    yield vote
    vote.hall.engine.dispose()
