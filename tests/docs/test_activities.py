"""The page on activities and the code name the same types."""

import re

from config import ROOT
from workshop.activities import TYPES, base


def test_every_type_is_documented():
    assert set(TYPES) - documented() == set()


def test_no_documented_type_is_gone():
    assert documented() - set(TYPES) == set()


def test_every_kind_of_field_is_documented():
    described = base.Field.__doc__ or ""
    for spec in (spec for kind in TYPES.values() for spec in kind.fields):
        assert f"`{spec.kind}`" in page()
        assert spec.kind in described


def test_the_page_speaks_of_every_method_of_the_contract():
    methods = {name for name in vars(base.ActivityType) if not name.startswith("_")}
    left_out = {name for name in methods if f"`{name}" not in page() and f"{name} = " not in page()}
    assert left_out == {"takes_input"}  # its default fits nearly every type


def test_files_that_the_page_names_are_there():
    for path in re.findall(r"`((?:workshop|static|translations|tests)/[\w./]+\.\w+)`", page()):
        assert (ROOT / path).exists(), path


def documented() -> set[str]:
    table = page().split("\n## ")[0]
    return set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))


def page() -> str:
    return (ROOT / "docs" / "adding-an-activity.md").read_text(encoding="utf-8")
