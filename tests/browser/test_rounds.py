"""Two rounds: a scale with reasons of those far from the middle; points, an order and a matrix say how they went."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.everybody import check
from tests.browser.hands import tick
from tests.browser.house import OTHERS, add_steps
from tests.browser.looks import THUMB
from tests.browser.phones import Mayor
from tests.browser.room import Room

pytestmark = pytest.mark.timeout(120)
SCALE, STATEMENT, WHY = "Lagebild", "Wohnen", "Bei uns stehen Wohnungen leer"
SEATS = ("Ahorn", "Meeder", "Seßlach")
# From 2, 2 to 4, 5 in the units of the drawing; what floats need not end there.
WAY = re.compile(r"^M3\.(3|29)\d* 7\.(7|69)\d*L7\.(7|69)\d* 1\.(1|09)\d*$")


@pytest.fixture(scope="module")
def instance(instance: Path) -> Path:
    add_steps(instance)
    return instance


def test_two_rounds_with_a_reason(room: Room):
    near, also, far = (room.mayor(seat) for seat in SEATS)
    room.moderator.begin(SCALE)
    for mayor, value in ((near, "4"), (also, "4"), (far, "1")):
        mayor.rate(STATEMENT, value)
    room.moderator.counts(3)
    room.moderator.close()
    room.moderator.reveal()
    near.sees("Ergebnis")
    near.sees_not("Was sehen Sie anders?")
    far.sees("Was sehen Sie anders? (ohne Namen)")
    field = far.page.get_by_role("textbox", name=STATEMENT)
    check(far.page, THUMB)
    field.fill(WHY)
    far.page.reload()
    expect(field).to_have_value(WHY)  # a draft stays on the device
    far.press("Senden")
    far.sees("Die Moderation sieht den Text zuerst durch.")
    near.sees_not(WHY)
    room.moderator.do_to(WHY, "Freigeben")
    for mayor in (near, far):
        expect(mayor.page.locator(".tiles__said")).to_have_text(WHY)
    room.moderator.action("beginnen").click()
    room.moderator.open()
    for mayor in (near, also, far):
        mayor.rate(STATEMENT, "3")
    room.moderator.close()
    room.moderator.reveal()
    for mayor in (near, far):
        mayor.sees("Runde 1: 4 → Runde 2: 3")


def test_points_say_what_each_had(room: Room):
    mayor, wall = room.mayor("Ahorn"), room.open_wall()
    twice(room, mayor, "dots", lambda run: mayor.press(f"Einen Punkt für „{('Wohnen', 'Bus')[run]}"))
    for page in (wall, mayor.page, result(room)):
        says(page, "Runde 1: 1 → 0", "Runde 1: 0 → 1")
    for page in (wall, mayor.page):
        expect(page.get_by_role("row", name="Wohnen in Runde 1: 1, jetzt 0")).to_be_visible()
    wall.close()


def test_an_order_says_at_which_place_each_was(room: Room):
    mayor, wall = room.mayor("Meeder"), room.open_wall()

    def order(run: int) -> None:
        if run:
            mayor.press("Bus nach oben")
        mayor.press("Reihenfolge absenden")

    twice(room, mayor, "ranking", order)
    for page in (wall, mayor.page, result(room)):
        says(page, "Runde 1: Platz 2 → 1", "Runde 1: Platz 1 → 2", "Runde 1: Platz 3 → 3")
    expect(mayor.page.get_by_role("row", name="Bus in Runde 1: Platz 2, jetzt 1")).to_be_visible()
    wall.close()


def test_a_matrix_draws_a_ring_where_it_was_and_the_way_from_there(room: Room):
    mayor, wall = room.mayor("Seßlach"), room.open_wall()

    def place(run: int) -> None:
        radios = mayor.page.get_by_role("group", name="Wohnraumbörse").get_by_role("radio")
        tick(radios.and_(mayor.page.get_by_label(("2", "4")[run], exact=True)).first)
        tick(radios.and_(mayor.page.get_by_label(("2", "5")[run], exact=True)).last)

    twice(room, mayor, "matrix", place)
    for page in (wall, mayor.page, result(room)):
        says(page, "Runde 1: 2,00 · 2,00")
        expect(page.locator(".plot__was")).to_be_visible()
        expect(page.locator(".plot__way")).to_be_visible()
        expect(page.locator(".plot__way")).to_have_attribute("d", WAY)
    wall.close()


def twice(room: Room, mayor: Mayor, kind: str, answer: Callable[[int], None]) -> None:
    """Let the mayor alone answer two rounds of a type and show what came of each."""
    for run in range(2):
        room.moderator.begin(OTHERS[kind])
        room.moderator.counts(0)
        answer(run)
        room.moderator.counts(1)
        room.moderator.close()
        room.moderator.reveal()


def result(room: Room) -> Locator:
    """Return what the cockpit shows beside the miniature of the wall."""
    return room.moderator.page.get_by_role("group", name="Ergebnis")


def says(page: Page | Locator, *words: str) -> None:
    """Expect of the rows how their figures went; what is read out instead of the arrow is looked at by the callers."""
    for one in words:
        expect(page.locator(".before").filter(has_text=one)).to_be_visible()
