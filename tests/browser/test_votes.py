"""Votes that are made on the phone with more than one tap: an order, points."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.phones import Mayor
from tests.browser.room import Room
from tests.browser.stillness import lie_still

pytestmark = pytest.mark.timeout(90)
RANKING, DOTS, CARDS, SCALE = "Rangfolge", "Schwerpunkte", "Beispiele und Hürden", "Einschätzung"
THEMES = ("Ein Ansprechpartner", "Frühzeitig informieren", "Wohnraum", "Fahrten zum Kurs", "Dolmetscher")
FIRST, SECOND, LAST = THEMES[0], THEMES[1], THEMES[-1]


@pytest.fixture(scope="module", autouse=True)
def _led_to_the_ranking(open_room: Room) -> None:
    """What is put in order are the themes that got points; without points they stand in the order of the themes."""
    open_room.moderator.begin(CARDS)
    for theme in THEMES:
        open_room.moderator.new_theme(theme)
    open_room.moderator.begin(DOTS)
    open_room.moderator.close()
    open_room.moderator.reveal()


def test_an_order_is_made_by_buttons_by_keys_and_by_dragging(room: Room):
    room.moderator.begin(RANKING)
    mayor = room.mayor("Ahorn")
    up(mayor, LAST).click()
    expect(up(mayor, LAST)).to_be_focused()
    mayor.page.keyboard.press("Alt+ArrowUp")
    expect(labels(mayor).nth(2)).to_have_text(LAST)
    handle(mayor, LAST).press("ArrowUp")
    expect(labels(mayor).nth(1)).to_have_text(LAST)
    expect(mayor.page.locator("#announce")).to_have_text(f"{LAST} steht jetzt auf Platz 2 von 5")
    drag(mayor, handle(mayor, FIRST), handle(mayor, SECOND))
    expect(labels(mayor).nth(2)).to_have_text(FIRST)


def test_an_order_counts_once_it_is_sent_and_is_kept_until_then(room: Room):
    room.moderator.begin(RANKING)
    mayor = room.mayor("Meeder")
    up(mayor, LAST).click()
    room.moderator.counts(0)
    mayor.page.reload()
    expect(labels(mayor).nth(3)).to_have_text(LAST)
    mayor.press("Reihenfolge absenden")
    room.moderator.counts(1)
    up(mayor, LAST).click()
    mayor.sees("gespeichert um")
    for other in (mayor.second_tab(), room.mayor("Meeder", "Stellvertretung")):
        expect(labels(other).nth(2)).to_have_text(LAST)
    room.mayor("Ahorn").press("Reihenfolge absenden")
    room.moderator.counts(2)
    room.moderator.close()
    room.moderator.reveal()
    mayor.sees("gleicher Platz = gleichauf")
    # One put the last on place 3, the other left it behind the third and the fourth: nobody beats it but the first two.
    places = mayor.page.locator(".places tbody tr")
    expect(places.locator(".places__place")).to_have_text(["1", "2", "3", "3", "4"])
    expect(places.filter(has_text=LAST).locator(".places__place")).to_have_text("3")


def test_points_are_given_until_none_is_left_and_can_be_taken_back(room: Room):
    room.moderator.begin(DOTS)
    mayor = room.mayor("Seßlach")
    first, second = (mayor.page.get_by_role("group", name=theme) for theme in (FIRST, SECOND))
    for group in (first, first, second):
        group.get_by_role("button", name="Einen Punkt für").click()
    expect(mayor.page.get_by_text("noch 0 von 3 Punkten")).to_be_visible()
    expect(second.get_by_role("button", name="Einen Punkt für")).to_have_attribute("aria-disabled", "true")
    room.moderator.counts(1)
    second.get_by_role("button", name="zurücknehmen").press("Enter")
    expect(mayor.page.get_by_text("noch 1 von 3 Punkten")).to_be_visible()
    expect(room.mayor("Seßlach", "Stellvertretung").page.get_by_role("img", name="2 Punkte")).to_be_visible()


def test_themes_are_rated_without_being_typed_again(room: Room):
    page = room.moderator.open_tab()
    page.goto(f"{room.server.url}/w/1/edit#step-9")
    page.get_by_role("button", name="Schritt hinzufügen").press("Enter")
    page.get_by_role("button", name=re.compile(f"^{SCALE}")).press("Enter")
    expect(page.get_by_label("Titel")).to_be_focused()
    page.locator("#field-ask").fill("Wie dringend ist das?")
    statements = page.get_by_role("group", name="Aussagen", exact=True)
    statements.get_by_role("radio", name="Aus einem früheren Schritt").check()
    statements.get_by_role("combobox").select_option(label=f"Themen aus Schritt 3: {CARDS}")
    expect(page.locator(".phone-frame").get_by_role("group", name=FIRST)).to_be_visible()
    expect(page.locator(".editor-head__state")).to_have_text("gespeichert")
    page.close()
    room.moderator.begin(SCALE)
    mayor = room.mayor("Lautertal")
    mayor.sees(f"Aus Schritt 3 · {CARDS}")
    mayor.rate(FIRST, "4")
    room.moderator.counts(1)


def labels(mayor: Mayor) -> Locator:
    return mayor.page.locator(".ranking__label")


def up(mayor: Mayor, option: str) -> Locator:
    return mayor.page.get_by_role("button", name=f"{option} nach oben")


def handle(mayor: Mayor, option: str) -> Locator:
    return mayor.page.get_by_role("button", name=f"{option} verschieben")


def drag(mayor: Mayor, grip: Locator, onto: Locator) -> None:
    """Take a row by its handle and let it go below the middle of another."""
    lie_still(mayor.page)
    start, end = grip.bounding_box(), onto.bounding_box()
    assert start and end
    mouse = mayor.page.mouse
    mouse.move(start["x"] + 20, start["y"] + 20)
    mouse.down()
    mouse.move(end["x"] + 20, end["y"], steps=4)
    mouse.move(end["x"] + 20, end["y"] + end["height"] - 4, steps=4)
    mouse.up()
