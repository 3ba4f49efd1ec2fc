"""Worlds: one to look at, shared by many tests, and one of one's own to change."""

import pytest
from flask import Flask

from tests.web.world import World, empty, fill, make_app, make_world


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
