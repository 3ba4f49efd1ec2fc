"""Doors as people meet them: the moderator's yes, a personal link on a card, an observer on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.everybody import check
from tests.browser.looks import THUMB
from tests.browser.people import PHONE, Person, seat_link
from tests.browser.phones import Mayor, Phone
from tests.browser.room import Room

pytestmark = pytest.mark.timeout(120)


def test_a_taken_seat_waits_and_goes_in_by_itself_with_the_yes(room: Room):
    room.mayor("Ahorn")
    deputy = room.met(Phone(room.browser, room.server.url))
    deputy.page.goto(f"{room.server.url}/j/{room.code}")
    deputy.page.get_by_role("link", name=re.compile("^Ahorn")).click()
    deputy.sees("Ahorn ist schon angemeldet.")
    deputy.press("Stellvertretung")
    deputy.sees("Bitte einen Moment")
    room.moderator.press("1 Person wartet")
    dialog = room.moderator.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Ahorn · Stellvertretung einlassen").click()
    deputy.sees("Gemeinde Ahorn")
    deputy.sees_not("Bitte einen Moment")
    room.moderator.page.keyboard.press("Escape")


def test_the_mayors_second_phone_is_the_mayor_and_the_first_one_is_told(room: Room):
    first = room.met(Mayor(room.browser, room.server.url, room.code, "Sonnefeld"))
    second = room.met(Phone(room.browser, room.server.url))
    knock(second, room, "Sonnefeld")
    second.sees("Bitte einen Moment")
    room.moderator.press("1 Person wartet")
    dialog = room.moderator.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Ist es dieselbe Person mit einem anderen Gerät?")
    dialog.get_by_role("button", name="Sonnefeld · Bürgermeister/in als weiteres Gerät derselben Person").click()
    room.moderator.page.keyboard.press("Escape")
    first.sees("ein weiteres Gerät für Sie eingelassen")
    second.sees("Gemeinde Sonnefeld")
    for phone in (first, second):
        phone.sees_not("stimmt ab")  # the vote is in the same hands on both
    check(first.page, THUMB)
    first.press("Verstanden")
    first.sees("nehmen Sie auch mit einem weiteren Gerät teil")
    check(first.page, THUMB)
    first.press("Das ist nicht meins")
    second.sees("Bitte einen Moment")
    first.sees_not("weiteren Gerät")
    expect(room.moderator.page.get_by_role("button", name="1 Person wartet")).to_be_visible()


def knock(phone: Phone, room: Room, seat: str) -> None:
    phone.page.goto(f"{room.server.url}/j/{room.code}")
    phone.page.get_by_role("link", name=re.compile(f"^{seat}")).click()
    phone.press("Bürgermeister")


def test_a_new_code_is_asked_for_once_more_and_stands_on_the_wall(room: Room):
    moderator, inside, old = room.moderator, room.mayor("Meeder"), room.code
    wall = moderator.open_window()
    wall.goto(f"{room.server.url}/w/1/screen")
    expect(wall.locator(".join")).to_contain_text(old)
    moderator.press("^Einlass")
    dialog = moderator.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Neuer Code").click()
    expect(dialog).to_contain_text(f"Der Code {old} gilt dann sofort nicht mehr und kommt nicht zurück.")
    dialog.get_by_role("button", name="Neuen Code ausstellen").click()
    expect(dialog.locator(".door__code-now")).not_to_have_text(old)
    room.code = dialog.locator(".door__code-now").inner_text()
    expect(dialog.get_by_role("button", name="Neuer Code")).to_be_focused()
    expect(wall.locator(".join")).to_contain_text(room.code)
    inside.sees("Gemeinde Meeder")
    late = room.met(Phone(room.browser, room.server.url))
    late.page.goto(f"{room.server.url}/j/{old}")
    late.sees("Diesen Code gibt es nicht")
    moderator.page.keyboard.press("Escape")
    wall.close()


def test_a_personal_link_names_the_seat_after_a_tap_and_leaves_the_address(room: Room):
    phone = room.met(Phone(room.browser, room.server.url))
    phone.page.goto(f"{room.server.url}{seat_link(room.server, 'Meeder')}")
    expect(phone.page).to_have_url(f"{room.server.url}/seat")
    phone.sees_not("Meeder")
    phone.press("^Weiter")
    expect(phone.page.get_by_role("heading", name="Gemeinde Meeder")).to_be_focused()
    phone.press("Stellvertretung")
    phone.page.wait_for_url("**/w/1")
    phone.sees("Gemeinde Meeder")


def test_a_worthless_link_says_so_and_offers_the_code(room: Room):
    phone = room.met(Phone(room.browser, room.server.url))
    phone.page.goto(f"{room.server.url}{seat_link(room.server, 'Meeder', issue=7)}")
    phone.press("^Weiter")
    expect(phone.page.get_by_role("alert")).to_contain_text("Dieser Link gilt nicht mehr")
    phone.page.get_by_role("link", name="Mit dem Code teilnehmen").click()
    expect(phone.page.get_by_label("Code")).to_be_visible()


def test_an_observer_follows_on_a_phone_and_is_put_out_with_a_new_link(room: Room):
    moderator = room.moderator
    moderator.press("einwand|Leinwand")
    moderator.page.get_by_text("Beobachtende").click()
    link = moderator.page.locator("#observer-link").input_value()
    watcher = room.met(Person(room.browser, room.server.url, PHONE))
    watcher.page.goto(link)
    expect(watcher.page.get_by_role("navigation", name="Tagesordnung")).to_contain_text("Ankommen")
    expect(watcher.page.get_by_role("textbox")).to_have_count(0)
    moderator.press("Link ungültig machen")
    moderator.press("Ungültig machen und neuen ausstellen")
    watcher.sees("Dieser Link gilt nicht mehr.")
    moderator.page.keyboard.press("Escape")
