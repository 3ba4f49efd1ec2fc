"""Locks name exact versions and hashes, and no place to fetch from."""

import re

import pytest

from config import ROOT

PYTHON = ["requirements.txt", "requirements-dev.txt"]


@pytest.mark.parametrize("name", [*PYTHON, "package-lock.json"])
def test_a_lock_names_no_host(name):
    assert not re.search(r"https?://(?!opencollective|github\.com/sponsors)|\"resolved\"", read(name))


@pytest.mark.parametrize("name", PYTHON)
def test_every_pin_carries_a_hash(name):
    pins = re.split(r"\n(?=[a-z0-9-]+(?:\[.*?\])?==)", read(name))[1:]
    assert len(pins) > 50
    assert [pin for pin in pins if "--hash=sha256:" not in pin] == []


def test_developers_run_the_versions_that_the_server_runs():
    assert set(versions("requirements.txt")) <= set(versions("requirements-dev.txt"))


def versions(name: str) -> list[str]:
    return re.findall(r"^\S+==\S+", read(name), re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
