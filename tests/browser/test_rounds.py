"""A scale in two rounds: silent, then reasons of those far from the middle, then once more."""

import pytest
from playwright.sync_api import expect

from tests.browser.everybody import check
from tests.browser.looks import THUMB
from tests.browser.room import Room

pytestmark = pytest.mark.timeout(120)
SCALE, STATEMENT, WHY = "Lagebild", "Wohnen", "Bei uns stehen Wohnungen leer"
SEATS = ("Ahorn", "Meeder", "Seßlach")


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
