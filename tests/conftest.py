"""What every test may ask for; the making of it stands in tests/services/."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.services import drawing, missing
from tests.services.chromium import find_chromium, flags
from tests.services.postgres import Cluster, cluster
from tests.services.proxy import Proxy
from tests.services.schema import bring_up, empty
from tests.services.server import Server, prepare

settings.load_profile(drawing.PROFILE)


def pytest_runtest_logstart(nodeid: str) -> None:
    """Say where it stands, for whoever has to end it (run.py): of a browser test its threads tell nothing."""
    if place := os.environ.get("STANDS_AT"):
        Path(place).write_text(nodeid)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    with cluster() as running:
        yield running or missing("PostgreSQL is missing: install the developers' packages")


@pytest.fixture(scope="session")
def postgres_tables(postgres: Cluster) -> Iterator[str]:
    url = bring_up(postgres.create())
    yield url
    postgres.drop(url)


@pytest.fixture
def postgres_url(postgres: Cluster, postgres_tables: str) -> str:
    """The address of a database for oneself: today's tables, no rows, nobody else there."""
    empty(postgres_tables)  # making one anew for each test would take minutes
    return postgres_tables


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("schema") / "workshop.db"
    bring_up(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The same as a file of one's own."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'workshop.db')}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database of one's own, once on each engine."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture(scope="session")
def browser():
    """A real Chromium; ask it for a new_context() per person."""
    from playwright.sync_api import expect, sync_playwright

    # Against waiting for ever, on a slow machine too; what is promised within a time says so where it is tried.
    expect.set_options(timeout=20_000)
    path = find_chromium() or missing("No Chromium could be found or fetched: set CHROMIUM")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=flags())
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with migrated database and sample content, made once; of all parts of a run, if there are."""
    if given := os.environ.get("PREPARED"):
        return Path(given)
    instance = tmp_path_factory.mktemp("prepared")
    prepare(instance)
    return instance


@pytest.fixture
def server(prepared: Path, tmp_path: Path) -> Iterator[Server]:
    """A running server on a copy of the sample content."""
    instance = Path(shutil.copytree(prepared, tmp_path / "instance"))
    running = Server(instance).start()
    yield running
    running.kill()


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    """A bad line before the server; its own url must be among the server's origins."""
    line = Proxy(server.port)
    yield line
    line.close()
