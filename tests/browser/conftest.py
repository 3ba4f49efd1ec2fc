"""A room that tests take turns in."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.room import Room
from tests.services.server import Server


@pytest.fixture(scope="package", autouse=True)
def _quick_servers() -> Iterator[None]:
    """There are a hundred servers here; to import everything for each took more than a second."""
    Server.is_forked = True
    yield
    Server.is_forked = False


@pytest.fixture(scope="module")
def instance(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this module's room, before its server starts."""
    return Path(shutil.copytree(prepared, tmp_path_factory.mktemp("room") / "instance"))


@pytest.fixture(scope="module")
def open_room(browser: Browser, instance: Path) -> Iterator[Room]:
    made = Room(browser, instance)
    yield made
    made.close()


@pytest.fixture
def room(open_room: Room) -> Iterator[Room]:
    """The room of this module, without those who were there for the test before."""
    yield open_room
    assert open_room.part() == []
