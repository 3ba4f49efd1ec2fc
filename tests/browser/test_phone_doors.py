"""Who may not, and who cannot: guests, those removed, strangers, browsers with parts switched off."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.phones import Phone
from tests.browser.room import Room

pytestmark = pytest.mark.timeout(90)
WORDS, SCALE, CARDS = "Ankommen", "Lagebild", "Beispiele und Hürden"
WITHOUT_STORAGE = """
for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
"""
SLOW_WAKE_LOCK = """
window.wakes = { asked: 0, released: 0 };
const lock = { addEventListener() {}, release: async () => void wakes.released++ };
const request = () => (wakes.asked++, new Promise(grant => (window.grant = () => grant(lock))));
Object.defineProperty(navigator, "wakeLock", { value: { request } });
"""
WITHOUT_WAKE_LOCK = "delete Navigator.prototype.wakeLock;"
REFUSED_WAKE_LOCK = """
const request = async () => { throw new DOMException("low battery"); };
Object.defineProperty(navigator, "wakeLock", { value: { request } });
"""


def test_a_guest_is_told_before_trying_that_only_seats_vote(room: Room):
    room.moderator.begin(SCALE)
    guest = room.guest("Frau Beobachterin")
    guest.sees("In diesem Schritt stimmen nur die Sitze ab.")
    expect(guest.page.get_by_role("radio")).to_have_count(0)
    expect(guest.page.get_by_role("button", name="mehr Zeit")).to_have_count(0)
    room.moderator.begin(CARDS)
    guest.write_card("Auch Gäste schreiben")


def test_somebody_who_was_removed_is_told_and_cannot_go_on(room: Room):
    room.moderator.begin(CARDS)
    guest = room.guest("Herr Falsch")
    room.moderator.remove_guest("Herr Falsch")
    guest.sees("Die Moderation hat Sie aus diesem Workshop genommen.")
    guest.page.get_by_role("link", name="Zur Eingabe des Codes").click()
    expect(guest.page.get_by_label("Code")).to_be_visible()


def test_the_end_is_said_to_those_inside_and_to_those_who_come_too_late(room: Room):
    room.moderator.begin(CARDS)
    mayor = room.mayor("Ahorn")
    mayor.type_card("Nicht fertig geworden")
    mayor.new_card().blur()
    mayor.page.wait_for_timeout(400)  # a moment after leaving the field one is no longer typing
    room.moderator.end()
    mayor.sees("Der Workshop ist beendet")
    mayor.page.reload()
    mayor.sees("Der Workshop ist beendet")
    mayor.sees("Ihr Entwurf zu „Beispiele und Hürden“ ist noch auf diesem Gerät")
    late = room.met(Phone(room.browser, room.server.url))
    late.page.goto(f"{room.server.url}/j/{room.code}")
    late.sees("Dieser Workshop ist beendet. Eine Teilnahme ist nicht mehr möglich.")
    room.moderator.open_room_again()


@pytest.mark.parametrize(("workshop", "cookie"), [(1, "forged"), (2, "own"), (2, "none")])
def test_a_wrong_cookie_and_a_foreign_workshop_lead_to_the_code(room: Room, workshop: int, cookie: str):
    mayor = room.mayor("Ahorn")
    own = next(one for one in mayor.context.cookies() if one.get("name") == "participant_1")
    value = own.get("value", "") if cookie == "own" else "forged"
    if cookie != "none":
        mayor.context.add_cookies([{"name": f"participant_{workshop}", "value": value, "url": room.server.url}])
    mayor.page.goto(f"{room.server.url}/w/{workshop}")
    expect(mayor.page.get_by_label("Code")).to_be_visible()


def test_without_javascript_one_gets_as_far_as_a_sentence(room: Room):
    phone = room.met(Phone(room.browser, room.server.url, java_script_enabled=False))
    phone.page.goto(room.server.url)
    phone.page.get_by_label("Code").fill(room.code.lower().replace("-", " "))
    phone.press("Weiter")
    phone.page.get_by_role("link", name=re.compile("^Großheirath")).click()
    phone.press("Bürgermeister")
    expect(phone.page).to_have_url(f"{room.server.url}/w/1")
    expect(phone.page.locator("noscript p")).to_contain_text("Diese Seite braucht JavaScript.")


def test_without_storage_everything_works_until_the_tab_closes(room: Room):
    room.moderator.begin(CARDS)
    mayor = room.mayor("Ebersdorf", url=room.line.url, script=WITHOUT_STORAGE)
    mayor.type_card("Ohne Speicher")
    room.line.cut()
    mayor.send_card()
    expect(mayor.card("Ohne Speicher")).to_contain_text("wartet auf Netz")
    room.line.restore()
    expect(mayor.card("Ohne Speicher")).to_contain_text("gespeichert", timeout=15_000)


def test_the_phone_is_kept_awake_while_a_step_is_open(room: Room):
    room.moderator.begin(WORDS)
    mayor = room.mayor("Dörfles", script=SLOW_WAKE_LOCK)
    mayor.page.wait_for_function("wakes.asked === 1")
    mayor.page.evaluate("grant()")
    room.moderator.close()
    mayor.page.wait_for_function("wakes.released === 1")


def test_a_step_that_closes_while_the_device_decides_leaves_nobody_awake(room: Room):
    room.moderator.begin(WORDS)
    mayor = room.mayor("Dörfles", script=SLOW_WAKE_LOCK)
    mayor.page.wait_for_function("wakes.asked === 1")
    room.moderator.action("Eine Minute mehr").click()  # another picture of an open step
    room.moderator.close()
    mayor.sees("Die Eingabe ist geschlossen.")
    mayor.page.evaluate("grant()")
    mayor.page.wait_for_function("wakes.asked === 1 && wakes.released === 1")


@pytest.mark.parametrize("script", [WITHOUT_WAKE_LOCK, REFUSED_WAKE_LOCK], ids=["missing", "refused"])
def test_without_a_wake_lock_nothing_is_said(room: Room, script: str):
    room.moderator.begin(WORDS)
    mayor = room.mayor("Dörfles", script=script)
    mayor.say("Ehrenamt")
    assert mayor.complaints == []
