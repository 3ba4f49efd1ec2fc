"""Halls for the services, once on each engine."""

from collections.abc import Iterator

import pytest

from tests.services.hall import Hall, make_hall


@pytest.fixture
def hall(database_url: str) -> Iterator[Hall]:
    made = make_hall(database_url)
    yield made
    made.engine.dispose()
