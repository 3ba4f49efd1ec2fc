"""The page of settings and the code name the same settings."""

import re

from config import ROOT, setting_names


def test_every_setting_is_documented():
    assert set(setting_names()) - documented() == set()


def test_no_documented_setting_is_gone():
    assert documented() - set(setting_names()) == set()


def documented() -> set[str]:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE))
