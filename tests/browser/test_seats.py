"""One seat, one vote, on real phones: handed over mid-vote, and entered by the moderator for a third seat."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.everybody import check
from tests.browser.hands import tick
from tests.browser.looks import THUMB
from tests.browser.people import seat_link
from tests.browser.phones import Phone
from tests.browser.room import Room

pytestmark = pytest.mark.timeout(120)
STEP = "Empfehlung"
YES, NO, ABSTAIN = "Ja", "Nein", "Enthaltung"


def test_a_vote_is_handed_over_while_it_runs_and_one_is_entered_for_a_seat_without_a_phone(room: Room):
    room.moderator.begin(STEP)
    mayor, deputy = room.mayor("Ahorn"), room.deputy("Ahorn")
    deputy.sees("Die Bürgermeisterin / der Bürgermeister stimmt ab.")
    mayor.choose(YES)
    expect(deputy.page.get_by_role("radio", name=YES)).to_be_disabled()
    expect(deputy.page.get_by_text("können Sie Ihre Stimme ändern")).to_be_hidden()
    check(deputy.page, THUMB)
    mayor.give_vote()
    mayor.sees("Die Stellvertretung stimmt ab.")
    expect(mayor.page.locator("#announce")).to_have_text("Die Stellvertretung stimmt ab.")
    expect(deputy.page.get_by_role("radio", name=YES)).to_be_checked()
    deputy.choose(NO)
    expect(mayor.page.get_by_role("radio", name=NO)).to_be_checked()
    other = room.mayor("Bad Rodach")
    other.choose(YES)
    enter(room.moderator.page, "Itzgrund", ABSTAIN)
    room.moderator.counts(3)
    expect(room.moderator.page.locator(".centre__count")).to_contain_text(
        re.compile(r"davon eine durch Moderation erfasst$")
    )
    mayor.take_vote()
    deputy.sees("Die Bürgermeisterin / der Bürgermeister stimmt ab.")
    for phone in (mayor, deputy):
        phone.page.get_by_text("Übergaben der Stimme").click()
        expect(phone.page.locator(".hand-over__log li")).to_have_text(
            [re.compile(r"^\d\d:\d\d Uhr: an Stellvertretung$"), re.compile(r"Uhr: an Bürgermeister/in$")]
        )
    itzgrund = room.mayor("Itzgrund")
    itzgrund.sees("durch die Moderation erfasst")
    room.moderator.close()
    room.moderator.reveal()
    result = mayor.page.locator(".phone-step__result")
    expect(result).to_contain_text("davon eine durch Moderation erfasst")
    for line in ("Ahorn", "Bad Rodach", "Itzgrund *"):
        expect(result).to_contain_text(line)
    summary = room.moderator.download("json").decode()
    assert '"entered": 1' in summary or '"entered":1' in summary


def enter(cockpit: Page, seat: str, answer: str) -> None:
    """Enter an answer for a seat without a device."""
    dialog = open_seat(cockpit, seat)
    dialog.get_by_role("button", name="Antwort erfassen").click()
    tick(dialog.get_by_role("radio", name=answer), stays=False)
    expect(dialog).to_contain_text("durch Moderation erfasst")
    expect(dialog.get_by_text("gespeichert")).to_be_visible()
    cockpit.keyboard.press("Escape")
    expect(cockpit.get_by_role("button", name=re.compile(f"^{seat}: gesendet.*erfasst"))).to_be_visible()


def open_seat(cockpit: Page, seat: str):
    cockpit.get_by_role("button", name=re.compile(f"^{seat}: ")).click()
    return cockpit.get_by_role("dialog")


def test_a_seat_goes_early_comes_back_and_another_has_no_vote_in_this_workshop(room: Room):
    mayor = room.mayor("Meeder")
    cockpit = room.moderator.page
    dialog = open_seat(cockpit, "Meeder")
    dialog.get_by_role("button", name="Ist gegangen").click()
    expect(dialog).to_contain_text(re.compile(r"anwesend \d\d:\d\d bis \d\d:\d\d Uhr"))
    expect(dialog).to_contain_text("Meeder ist verbunden, aber als gegangen eingetragen.")
    cockpit.keyboard.press("Escape")
    mayor.page.reload()
    hint = cockpit.locator(".seats__back")
    expect(hint).to_contain_text("Meeder ist verbunden, aber als gegangen eingetragen.")
    check(cockpit, part=".seats")
    hint.get_by_role("button", name="Ist da: Meeder").click()
    expect(hint).to_have_count(0)
    expect(cockpit.get_by_role("button", name=re.compile("^Meeder: .*anwesend"))).to_be_visible()
    cockpit.get_by_role("button", name="Liste", exact=True).click()
    row = dialog.get_by_role("listitem").filter(has_text="Seßlach")
    row.get_by_role("checkbox").uncheck()
    expect(dialog).to_contain_text("16 von 17 haben in diesem Workshop eine Stimme.")
    row.get_by_role("checkbox").check()
    cockpit.keyboard.press("Escape")


def test_a_deputy_says_who_they_are_on_the_phone_and_the_moderator_for_a_seat_without_one(room: Room):
    by_link = room.met(Phone(room.browser, room.server.url))
    by_link.page.goto(f"{room.server.url}{seat_link(room.server, 'Niederfüllbach')}")
    by_link.press("^Weiter")
    by_code = room.met(Phone(room.browser, room.server.url))
    by_code.page.goto(f"{room.server.url}/j/{room.code}")
    by_code.page.get_by_role("link", name=re.compile("^Grub")).click()
    for phone, who in ((by_link, "2. Bürgermeisterin"), (by_code, "Geschäftsleitung")):
        field = phone.page.get_by_label("Ihr Name oder Amt")
        expect(field).to_have_accessible_description("Steht im Protokoll als „vertreten durch …“.")
        check(phone.page, THUMB)
        field.fill(who)
        field.press("Enter")
        phone.page.wait_for_url("**/w/1")
        phone.sees(f"{who}, Stellvertretung")
    cockpit = room.moderator.page
    for seat, who in (("Niederfüllbach", "2. Bürgermeisterin"), ("Grub a.Forst", "Geschäftsleitung")):
        dialog = open_seat(cockpit, seat)
        expect(dialog.get_by_label("vertreten durch")).to_have_value(who)
        cockpit.keyboard.press("Escape")
    dialog = open_seat(cockpit, "Neustadt b.Coburg")
    expect(dialog.get_by_label("vertreten durch")).to_have_count(0)
    dialog.get_by_role("button", name="vertreten", exact=True).click()
    dialog.get_by_label("vertreten durch").fill("3. Bürgermeister")
    dialog.get_by_role("button", name="Eintragen").click()
    expect(dialog).to_contain_text(re.compile(r"vertreten durch 3\. Bürgermeister ab \d\d:\d\d Uhr"))
    check(cockpit)
    expect(dialog.get_by_role("button", name="Eintragen")).to_be_disabled()
    cockpit.keyboard.press("Escape")
    assert '"by":"3. Bürgermeister"' in room.moderator.download("json").decode().replace('": "', '":"')
