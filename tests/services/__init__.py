"""The real things tests need: a PostgreSQL, a browser, a server of our own, a bad line."""

import os

import pytest


def missing(what: str) -> None:
    """Skip on a bare laptop; fail in continuous integration, where nothing may be left out."""
    if os.environ.get("CI"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)
