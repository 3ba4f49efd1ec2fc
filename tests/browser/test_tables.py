"""Two phones at two tables write cards; the cockpit has one board of them, the wall says which table each is from."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import Moderator, join_code
from tests.browser.phones import Mayor
from tests.services.server import Server

pytestmark = pytest.mark.timeout(120)
CARDS = "Beispiele und Hürden"
BUS, DATES, FLAT = "Der letzte Bus fährt um 17 Uhr.", "Feste Termine", "Es fehlt die Wohnung."


def test_two_tables_make_one_board(browser: Browser, server: Server):
    moderator, code = Moderator(browser, server), join_code(server)
    moderator.begin(CARDS)
    one, three = (Mayor(browser, server.url, code, seat) for seat in ("Ahorn", "Itzgrund"))
    one.sees("An welchem Tisch sitzen Sie?")
    expect(one.page.get_by_label("Neue Karte")).to_have_count(0)
    one.sit_at(1)
    moderator.counts(0)
    one.write_card(BUS)
    three.sit_at(3)
    three.write_card(DATES)
    moderator.counts(2)
    table = moderator.page
    tables = table.get_by_role("group", name="Tisch", exact=True).get_by_role("button")
    expect(tables).to_have_text(["Alle Tische", "Tisch 1: 1", "Tisch 2: 0", "Tisch 3: 1"])
    expect(moderator.card(DATES)).to_contain_text("Tisch 3")

    # One tap, and what was begun goes along; what was written stays where it was.
    one.type_card(FLAT)
    one.sit_at(2)
    expect(one.new_card()).to_have_value(FLAT)
    one.send_card()
    expect(one.card(FLAT)).to_contain_text("gespeichert")
    expect(one.card(BUS)).to_contain_text("Tisch 1")
    expect(moderator.card(FLAT)).to_contain_text("Tisch 2")
    one.card(BUS).get_by_role("button", name="Ändern").click()
    one.page.get_by_label("Karte ändern").fill(f"{BUS} Danach nichts.")
    one.press("Änderung senden")
    expect(moderator.card(f"{BUS} Danach nichts.")).to_contain_text("Tisch 1")

    table.get_by_role("button", name="Tisch 3: 1 Karte").click()
    expect(moderator.card(DATES)).to_be_visible()
    expect(moderator.card(FLAT)).to_have_count(0)
    expect(table.get_by_role("button", name=re.compile("^Neu 1"))).to_be_visible()
    moderator.press("Alle Tische")

    moderator.close()
    moderator.go_live("Ordnen")
    moderator.new_theme("Unterwegs")
    moderator.sort_with_keys(DATES, 1)
    moderator.sort_with_keys(FLAT, 1)
    moderator.reveal()
    moderator.wall_shows(re.compile(rf"{DATES}\s*Tisch 3"))
    moderator.wall_shows(re.compile(rf"{FLAT}\s*Tisch 2"))
    assert not [*moderator.complaints, *one.complaints, *three.complaints]
