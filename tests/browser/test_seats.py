"""One seat, one vote, on real phones: handed over mid-vote, and entered by the moderator for a third seat."""

import re

import pytest
from playwright.sync_api import Page, expect

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
    dialog.get_by_role("radio", name=answer).check(force=True)
    expect(dialog).to_contain_text("durch Moderation erfasst")
    expect(dialog.get_by_text("gespeichert")).to_be_visible()
    cockpit.keyboard.press("Escape")
    expect(cockpit.get_by_role("button", name=re.compile(f"^{seat}: gesendet.*erfasst"))).to_be_visible()


def open_seat(cockpit: Page, seat: str):
    cockpit.get_by_role("button", name=re.compile(f"^{seat}: ")).click()
    return cockpit.get_by_role("dialog")


def test_a_seat_goes_early_and_another_has_no_vote_in_this_workshop(room: Room):
    room.mayor("Meeder")
    cockpit = room.moderator.page
    dialog = open_seat(cockpit, "Meeder")
    dialog.get_by_role("button", name="Ist gegangen").click()
    expect(dialog).to_contain_text(re.compile(r"anwesend \d\d:\d\d bis \d\d:\d\d Uhr"))
    cockpit.keyboard.press("Escape")
    cockpit.get_by_role("button", name="Liste", exact=True).click()
    row = dialog.get_by_role("listitem").filter(has_text="Seßlach")
    row.get_by_role("checkbox").uncheck()
    expect(dialog).to_contain_text("16 von 17 haben in diesem Workshop eine Stimme.")
    row.get_by_role("checkbox").check()
    cockpit.keyboard.press("Escape")
