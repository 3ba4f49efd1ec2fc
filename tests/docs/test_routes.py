"""The page of routes and the table that the tests try name the same routes."""

import re

from config import ROOT
from tests.web.test_routes import TABLE


def test_every_route_is_documented_with_who_may_open_it():
    assert {route: who for route, who in TABLE.items() if documented().get(route) != who} == {}


def test_no_documented_route_is_gone():
    assert set(documented()) - set(TABLE) == set()


def documented() -> dict[tuple[str, str], str]:
    page = (ROOT / "docs" / "routes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(GET|POST) (\S+)` \| (\w+) \|", page, re.MULTILINE)
    return {(method, rule): who for method, rule, who in rows}
