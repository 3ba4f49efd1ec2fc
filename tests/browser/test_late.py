"""A text that was not sent in time is handed in; the moderator lets it in; the wall says that it came late."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.everybody import check
from tests.browser.looks import THUMB
from tests.browser.people import Moderator, join_code
from tests.browser.phones import Mayor
from tests.browser.room import Room
from tests.services.server import Server

pytestmark = pytest.mark.timeout(90)
CARDS, NEXT = "Beispiele und Hürden", "Lagebild"
TEXT = "Der letzte Bus fährt um 17 Uhr."


def test_a_draft_of_a_closed_step_is_handed_in_and_let_in(room: Room):
    room.moderator.begin(CARDS)
    mayor = room.mayor("Ahorn")
    mayor.type_card(TEXT)
    room.moderator.close()
    mayor.press("Zum aktuellen Schritt")
    mayor.sees("Die Moderation entscheidet, ob der Text noch zählt.")
    check(mayor.page, THUMB)
    mayor.press("^Nachreichen")
    mayor.sees(f"Nachgereicht zu „{CARDS}“")
    mayor.sees(re.compile("gespeichert"))
    table = room.moderator.page
    table.get_by_role("button", name=re.compile("^Nachgereicht 1")).click()
    expect(room.moderator.card(TEXT)).to_contain_text("wartet auf Freigabe")
    room.moderator.reveal()
    mayor.sees("Über einen Beitrag entscheidet noch die Moderation.")
    room.moderator.do_to(TEXT, "Freigeben")
    mayor.sees(f"{TEXT} (nachgereicht)")
    mayor.sees_not("entscheidet noch die Moderation")
    come_late_with(mayor, "Ein Fahrdienst am Abend fehlt.")
    room.moderator.do_to("Ein Fahrdienst am Abend fehlt.", "Freigeben")
    mayor.press("^Fertig")
    mayor.sees("Ein Fahrdienst am Abend fehlt. (nachgereicht)")


def come_late_with(mayor: Mayor, text: str) -> None:
    """Whoever had begun nothing before closing is offered the field all the same, without what was in by then."""
    mayor.press("^Beitrag nachreichen")
    field = mayor.page.locator(".hand-in")
    expect(field).to_contain_text("Die Moderation entscheidet, ob es noch zählt.")
    mayor.write_card(text)
    expect(field.get_by_text(text)).to_be_visible()
    check(mayor.page, THUMB)
    mayor.sees("Über einen Beitrag entscheidet noch die Moderation.")


def test_a_text_that_came_back_refused_can_still_be_handed_in(room: Room):
    room.moderator.begin(CARDS)
    mayor = room.mayor("Meeder", url=room.line.url)
    expect(mayor.new_card()).to_be_visible()
    room.line.cut()
    mayor.type_card("Zu spät im Funkloch")
    mayor.send_card()
    room.moderator.close()
    room.moderator.go_live(NEXT)
    room.line.restore()
    mayor.at(NEXT)
    mayor.press("^Nachreichen")
    mayor.sees(f"Nachgereicht zu „{CARDS}“")
    mayor.sees_not("Zu spät im Funkloch")
    decide_from_elsewhere(room.moderator.page, "Zu spät im Funkloch")


def decide_from_elsewhere(cockpit: Page, text: str) -> None:
    """The agenda of a room that is at another step says that something waits, and leads there with one press."""
    expect(cockpit.locator("#announce")).to_contain_text(f"Zu „{CARDS}“ wartet ein Text")
    check(cockpit, part=".agenda")
    cockpit.get_by_role("navigation", name="Tagesordnung").get_by_role("button", name="1 Text wartet").click()
    lane = cockpit.get_by_role("dialog", name="Wartende Texte")
    expect(lane).to_contain_text(text)
    expect(lane).to_contain_text("nachgereicht")
    check(cockpit)
    lane.get_by_role("button", name=f"Freigeben: {text}").click()
    expect(lane).to_contain_text("Hier wartet nichts mehr.")
    expect(lane).not_to_contain_text(text)
    lane.get_by_role("button", name="Schließen").click()
    expect(cockpit.get_by_role("button", name="Text wartet")).to_have_count(0)
    expect(cockpit.locator("#step-title")).to_have_text(NEXT)


def test_who_joins_late_reads_what_happened_and_who_was_there_does_not(browser: Browser, server: Server):
    moderator, code = Moderator(browser, server), join_code(server)
    early = Mayor(browser, server.url, code, "Sonnefeld")
    moderator.begin("Ankommen")
    early.say("Geduld")
    moderator.close()
    moderator.begin("Empfehlung")
    early.choose("Nein")
    moderator.close()
    moderator.reveal()
    moderator.begin(NEXT)
    late = Mayor(browser, server.url, code, "Untersiemau")
    story = late.page.locator(".story")
    expect(story).to_contain_text("Was bisher geschah")
    expect(story).to_contain_text("1 Ankommen")
    expect(story).to_contain_text("Nicht beschlussfähig")
    expect(story).to_contain_text(f"Jetzt offen: {NEXT}.")
    check(late.page, THUMB)
    expect(early.page.locator(".story")).to_have_count(0)
    late.press("Verstanden")
    expect(story).to_have_count(0)
    late.page.reload()
    late.at(NEXT)
    expect(story).to_have_count(0)
