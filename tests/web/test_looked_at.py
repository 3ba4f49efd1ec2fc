"""Every page for people and every dialog of the cockpit is looked at with everybody's eyes (tests/browser)."""

import re
from urllib.parse import urlsplit

import pytest
from werkzeug.exceptions import NotFound

from config import ROOT
from tests.browser.pages import ALONE, DESK, DIALOGS, LIVE, LOOKED_AT, NO_PAGES, OPEN, OTHER_DIALOGS, WINDOWS


def test_no_page_was_forgotten(seen_world):
    rules = {rule.rule for rule in seen_world.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    views = {view for views in LOOKED_AT.values() for view in views} | set(WINDOWS)
    live = [path for view, path in LIVE.items() if view in views]
    looked_at = {rule_of(seen_world, path) for path in (*OPEN.values(), *DESK.values(), *ALONE.values(), *live)}
    assert rules - looked_at - set(NO_PAGES) == set()
    assert set(NO_PAGES) <= rules - looked_at


@pytest.mark.parametrize("rule", NO_PAGES)
def test_what_is_said_to_be_no_page_is_none(seen_world, rule):
    assert seen_world.audience("owner").get(seen_world.url(rule)).mimetype != "text/html"


def test_no_dialog_of_the_cockpit_was_forgotten():
    dialogs = set(re.findall(r'case "(\w+)"', (ROOT / "static/src/cockpit/Dialogs.tsx").read_text()))
    views = {view for views in LOOKED_AT.values() for view in views}
    assert {name.split()[0] for name in views & set(DIALOGS)} | set(OTHER_DIALOGS) == dialogs
    for test in OTHER_DIALOGS.values():
        assert " check(" in (ROOT / "tests/browser" / test).read_text()


def rule_of(world, path: str) -> str:
    """Return the rule that answers an address of the day; none for the page that says so."""
    filled = path.format(code="AAAA-AAAA", invitation="/invite/x")
    try:
        rule, _ = world.app.url_map.bind("").match(urlsplit(filled).path, return_rule=True)
    except NotFound:
        return ""
    return str(rule.rule)
