"""Halls for the services, once on each engine; a desk with two series for what happens before."""

from collections.abc import Iterator

import pytest

from tests.services.desk import Desk, make_desk
from tests.services.hall import Hall, make_hall
from workshop.domain.permissions import Who


@pytest.fixture
def hall(database_url: str) -> Iterator[Hall]:
    made = make_hall(database_url)
    yield made
    made.engine.dispose()


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
