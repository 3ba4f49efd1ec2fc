"""The register of measures: a mayor proposes, the moderator takes it up and writes it, the wall shows it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.people import Leader, Moderator, join_code
from tests.browser.phones import Mayor
from tests.services.server import Server

pytestmark = pytest.mark.timeout(90)
BUS = "Rufbus zu den Sprachkursen prüfen"


def test_a_proposal_is_taken_up_edited_and_shown_and_taken_back(browser, server, moderator):
    mayor = Mayor(browser, server.url, join_code(server), "Ahorn")
    mayor.page.get_by_label("Neuer Vorschlag").fill(BUS)
    mayor.press("Vorschlag senden")
    expect(mayor.page.get_by_role("listitem").filter(has_text=BUS)).to_contain_text("gespeichert")
    moderator.do_to(BUS, "Übernehmen")
    expect(cell(moderator.page, "Maßnahme")).to_have_value(BUS)
    expect(moderator.card(BUS)).to_contain_text("übernommen")
    expect(moderator.page.locator("datalist option")).to_have_count(9)
    cell(moderator.page, "Verantwortlich").fill("ÖPNV")
    cell(moderator.page, "Frist").fill("2027-05-31")
    cell(moderator.page, "Frist").blur()
    expect(row(moderator.page)).to_contain_text("gespeichert")
    moderator.press("aufdecken")
    for shown in (BUS, "ÖPNV", "31.05.2027"):
        moderator.wall_shows(shown)
        mayor.sees(shown)
    moderator.page.locator("#agenda-title").click()
    moderator.page.keyboard.press("u")
    moderator.wall_shows_not("Eingabe läuft")
    expect(moderator.action("aufdecken")).to_be_visible()  # else the same key again is a slip of the finger
    moderator.page.keyboard.press("u")
    expect(cell(moderator.page, "Frist")).to_have_value("")
    expect(cell(moderator.page, "Verantwortlich")).to_have_value("ÖPNV")
    assert moderator.complaints + mayor.complaints == []


def test_measures_are_written_and_ordered_without_a_mouse(moderator):
    for words in ("Kurse anbieten", "Vereine einladen"):
        adding(moderator.page).press_sequentially(words)
        moderator.page.keyboard.press("Enter")
        expect(adding(moderator.page)).to_have_value("")
    cell(moderator.page, "Maßnahme").focus()
    moderator.page.keyboard.press("Enter")
    expect(cell(moderator.page, "Verantwortlich")).to_be_focused()
    up = moderator.page.get_by_role("button", name="Maßnahme 2 nach oben")
    up.focus()
    moderator.page.keyboard.press("Space")
    expect(cell(moderator.page, "Maßnahme")).to_have_value("Vereine einladen")
    expect(moderator.page.get_by_role("button", name="Maßnahme 1 nach oben")).to_be_focused()


def test_the_register_is_there_in_any_step(moderator):
    moderator.go_live("Ankommen")
    moderator.press("^Maßnahmen: 0")
    dialog = moderator.page.get_by_role("dialog")
    dialog.get_by_label("Neue Maßnahme").fill("Termin suchen")
    moderator.page.keyboard.press("Enter")
    expect(cell(moderator.page, "Maßnahme")).to_have_value("Termin suchen")
    cell(moderator.page, "Status").select_option("erledigt")
    expect(row(moderator.page)).to_contain_text("gespeichert")
    dialog.get_by_role("button", name="Maßnahme 1 entfernen").click()
    expect(row(moderator.page)).to_have_count(0)
    dialog.get_by_role("button", name="Rückgängig: Maßnahme entfernt").click()
    expect(cell(moderator.page, "Status")).to_have_value("done")


def test_nothing_from_outside_changes_what_is_typed_and_two_texts_are_put_to_a_person(browser, server, moderator):
    adding(moderator.page).fill("Kurse anbieten")
    moderator.page.keyboard.press("Enter")
    what = cell(moderator.page, "Maßnahme")
    expect(what).to_have_value("Kurse anbieten")
    other = Leader(browser, server, "owner").page
    other.goto(f"{server.url}/w/1/cockpit")
    what.focus()
    cell(other, "Maßnahme").fill("Kurse im Rathaus anbieten")
    cell(other, "Maßnahme").blur()
    expect(row(other)).to_contain_text("gespeichert")
    expect(what).to_have_value("Kurse anbieten")
    what.fill("Sprachkurse anbieten")
    what.blur()
    both = moderator.page.get_by_role("alert").filter(has_text="Welche Fassung soll gelten?")
    expect(both).to_contain_text("Sprachkurse anbieten")
    expect(both).to_contain_text("Kurse im Rathaus anbieten")
    both.get_by_role("button", name="Meine Fassung behalten").click()
    expect(both).to_have_count(0)
    expect(cell(other, "Maßnahme")).to_have_value("Sprachkurse anbieten")


def cell(page: Page, field: str, n: int = 1) -> Locator:
    return page.get_by_label(f"{field}, Maßnahme {n}").last  # the dialog's stands above the table's


def row(page: Page) -> Locator:
    return page.get_by_role("listitem", name="Maßnahme 1")


def adding(page: Page) -> Locator:
    return page.get_by_label("Neue Maßnahme")


@pytest.fixture
def moderator(browser: Browser, server: Server) -> Iterator[Moderator]:
    person = Moderator(browser, server)
    expect(person.wall.locator(".stage")).to_be_visible()
    person.go_live("Maßnahmen")
    person.open()
    yield person
    person.context.close()
