"""Three hundred seats in the cockpit are a list; how a whole day fits, test_accessibility.py looks at as it goes."""

import sqlite3

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.fits import misfits
from tests.browser.people import Moderator
from tests.services.server import Server

MANY = 300


@pytest.mark.timeout(90)
def test_three_hundred_seats_are_a_list_in_which_one_is_found_and_corrected(browser: Browser, server: Server):
    add_seats(server)
    moderator = Moderator(browser, server)
    page = moderator.page
    expect(page.locator(".seat-list__row")).to_have_count(MANY + 17)
    page.get_by_label("Sitz suchen").fill("gemeinde 299")
    expect(page.locator(".seat-list__row")).to_have_count(1)
    page.get_by_label("Anwesenheit: Gemeinde 299").select_option("entschuldigt")
    expect(page.locator(".seat-list__row")).to_contain_text("entschuldigt")
    expect(page.get_by_role("button", name="Rückgängig: Anwesenheit geändert")).to_be_visible()
    assert misfits(page) == []
    assert moderator.complaints == []


def add_seats(server: Server) -> None:
    with sqlite3.connect(server.instance / "workshop.db") as connection:
        names = [(f"Gemeinde {n}", 100 + n) for n in range(MANY)]
        row = "INSERT INTO seat (series_id, name, kind, ags, group_name, position) VALUES (1, ?, '', '', '', ?)"
        connection.executemany(row, names)
    connection.close()
