"""Several questions on one page: each answered by itself, the texts read by the moderator, one result a question."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.phones import Mayor
from tests.browser.room import Room

pytestmark = pytest.mark.timeout(120)
FORM, STATEMENT = "Abschluss", "Der Austausch heute"
TAKEN, ELSE = "Was nehmen Sie mit?", "Was soll beim nächsten Mal anders sein?"
FIRST, SECOND, BEGUN = "Die Liste der Kontaktpersonen", "Mehr Zeit", "Vorab eine Seite mit"


def test_one_phone_answers_a_form(room: Room):
    room.moderator.begin(FORM)
    mayor = room.mayor("Ahorn")
    mayor.rate(STATEMENT, "4")
    write(mayor, TAKEN, FIRST)
    write(mayor, ELSE, SECOND)
    expect(mayor.page.get_by_text("3 von 3 beantwortet")).to_be_visible()
    field(mayor, ELSE).fill(BEGUN)
    mayor.page.reload()
    expect(field(mayor, ELSE)).to_have_value(BEGUN)  # a draft stays with its question
    expect(field(mayor, TAKEN)).to_have_value("")
    field(mayor, ELSE).fill("")
    expect(room.moderator.card(FIRST)).to_contain_text(TAKEN)
    room.moderator.do_to(SECOND, "Ausblenden")
    room.moderator.counts(1)
    room.moderator.close()
    room.moderator.reveal()
    result = mayor.page.locator(".phone-step__result")
    expect(result).to_contain_text(FIRST)
    expect(result).to_contain_text(STATEMENT)
    expect(result).not_to_contain_text(SECOND)


def part(mayor: Mayor, question: str) -> Locator:
    return mayor.page.locator(".feedback__part").filter(has_text=question)


def field(mayor: Mayor, question: str) -> Locator:
    return part(mayor, question).get_by_role("textbox")


def write(mayor: Mayor, question: str, text: str) -> None:
    field(mayor, question).fill(text)
    part(mayor, question).get_by_role("button", name="Antwort senden").click()
    expect(part(mayor, question).get_by_role("listitem")).to_contain_text("gespeichert")
