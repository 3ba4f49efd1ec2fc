"""Worlds: one to look at, shared by many tests, and one of one's own to change."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.web.world import QUICK, World, empty, fill, make_app, make_world
from workshop.domain import secrets


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hash at the least cost, also for log-ins that do not exist: the doors are tried with hundreds of passwords."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "_HASHER", QUICK)
        patch.setattr(secrets, "NOBODY", secrets.NOBODY.replace(secrets._COST, "m=8,t=1,p=1"))
        yield


@pytest.fixture(scope="session")
def seen_world(tmp_path_factory) -> World:
    """A world nobody may change."""
    return make_world(tmp_path_factory.mktemp("seen"))


@pytest.fixture(scope="session")
def ground(tmp_path_factory) -> Flask:
    """The app under every world of one's own: making it anew for each test would take minutes."""
    return make_app(tmp_path_factory.mktemp("ground"))


@pytest.fixture
def world(ground) -> World:
    """A world of one's own."""
    return fill(empty(ground))


@pytest.fixture
def fragile_world(tmp_path) -> World:
    """A world whose app and database may be broken."""
    return make_world(tmp_path)
