"""The wall without a line, and on a computer that nobody has signed in on."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import WALL, Person
from tests.browser.room import Room

pytestmark = pytest.mark.timeout(180)  # against hanging only; the first one sets the room up
BACK = 20_000  # ms in which a line must be found again


def test_a_screen_keeps_its_slide_behind_a_badge_when_the_line_drops(room: Room):
    room.moderator.begin("Ankommen")
    wall = screen_by_link(room)
    badge = wall.page.get_by_text("Verbindung unterbrochen")
    expect(badge).to_have_count(0)
    room.line.cut()
    expect(badge).to_be_visible(timeout=3_000)
    wall.sees("Welches Wort beschreibt die Integrationsarbeit")
    room.moderator.begin("Lagebild")
    room.line.restore()
    expect(wall.page.locator("main")).to_contain_text("Wie groß ist der Handlungsbedarf", timeout=BACK)
    expect(badge).to_have_count(0)


def test_the_token_is_in_no_address_and_survives_a_reload(room: Room):
    room.moderator.begin("Ankommen")
    wall = screen_by_link(room)
    assert wall.page.evaluate("location.href + history.length") == f"{room.line.url}/w/1/screen2"
    wall.page.reload()
    wall.sees("Welches Wort beschreibt die Integrationsarbeit")


@pytest.mark.parametrize("fragment", ["", "#made-up"], ids=["none", "wrong"])
def test_a_screen_without_the_right_link_says_where_to_get_it(room: Room, fragment: str):
    wall = room.met(Person(room.browser, room.server.url, WALL))
    wall.page.goto(f"{room.server.url}/w/1/screen{fragment}")
    wall.sees("Dieser Rechner hat keinen Zugang zur Leinwand. Die richtige Adresse steht im Cockpit")


def screen_by_link(room: Room) -> Person:
    link = room.moderator.screen_link().replace(room.server.url, room.line.url)
    wall = room.met(Person(room.browser, room.line.url, WALL))
    wall.page.goto(link)
    expect(wall.page.locator(".stage")).to_be_visible()
    return wall
