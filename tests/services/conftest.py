"""Halls and secret votes for the services, once on each engine; a desk with two series for what happens before."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.ballot_box import Vote, held_at
from tests.services.desk import Desk, make_desk
from tests.services.hall import Hall, make_hall
from workshop.domain.permissions import Who


@pytest.fixture
def hall(database_url: str) -> Iterator[Hall]:
    made = make_hall(database_url)
    yield made
    made.engine.dispose()


@pytest.fixture
def vote(sqlite_url: str, tmp_path: Path) -> Iterator[Vote]:
    yield from held_at(sqlite_url, tmp_path)


@pytest.fixture
def either(database_url: str, tmp_path: Path) -> Iterator[Vote]:
    yield from held_at(database_url, tmp_path)


@pytest.fixture
def desk(sqlite_url: str) -> Desk:
    return make_desk(sqlite_url)


@pytest.fixture
def owner(desk) -> Who:
    return desk.user("owner")


@pytest.fixture
def moro(desk, owner) -> int:
    return desk.series(owner)


@pytest.fixture
def stranger(desk) -> Who:
    return desk.user("stranger")


@pytest.fixture
def other(desk, stranger) -> int:
    return desk.series(stranger, "Another series")
