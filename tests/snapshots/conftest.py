"""A hall in which a day has been held, seen through its Summary."""

from collections.abc import Iterator

import pytest

from tests.services.hall import Hall, make_hall
from workshop.language import Catalogue
from workshop.snapshots.document import StepOf, Summary
from workshop.snapshots.record import Reader
from workshop.snapshots.summary import summary_of

CATALOGUE = Catalogue()


@pytest.fixture
def hall(sqlite_url: str) -> Iterator[Hall]:
    made = make_hall(sqlite_url)
    yield made
    made.engine.dispose()


@pytest.fixture
def summary(hall: Hall):
    """Ask for the Summary that those who lead get now; called with a language, German unless told."""

    def ask(language: str = "de") -> Summary:
        with hall.engine.connect() as connection:
            reader = Reader(language, "Europe/Berlin", CATALOGUE, leads=True)
            found = summary_of(connection, hall.workshop, hall.now, reader)
        assert found is not None
        return found

    return ask


@pytest.fixture
def steps(summary):
    """Ask for the steps of a title, one for each round."""

    def ask(title: str) -> list[StepOf]:
        return [step for step in summary().steps if step.title == title]

    return ask
