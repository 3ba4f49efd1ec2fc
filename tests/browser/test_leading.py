"""Two who lead: one invites the other, who takes over in the middle; the room notices nothing."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.everybody import check
from tests.browser.people import Moderator, Person
from tests.services.server import Server

pytestmark = pytest.mark.timeout(120)


def test_a_second_moderator_is_invited_takes_over_in_the_middle_and_hands_back(browser, server):
    first = Moderator(browser, server)
    lead(first.page, "Leitung übernehmen")
    expect(led_by(first.page)).to_have_text("Sie leiten")
    second = newcomer(browser, server, invited(first.page))
    expect(led_by(second.page)).to_contain_text("Es leitet:")
    first.go_live("Vertiefung")
    second.page.keyboard.press("b")
    asked = second.page.get_by_role("dialog")
    expect(asked).to_contain_text("leitet gerade. Trotzdem ausführen?")
    check(second.page)
    asked.get_by_role("button", name="Abbrechen").click()
    expect(second.page.get_by_role("dialog")).to_have_count(0)
    expect(black(second.page)).to_have_attribute("aria-pressed", "false")
    second.page.keyboard.press("b")
    asked.get_by_role("button", name="Leitung übernehmen und ausführen").click()
    for page in (first.page, second.page):
        expect(black(page)).to_have_attribute("aria-pressed", "true")
    expect(led_by(second.page)).to_have_text("Sie leiten")
    expect(led_by(first.page)).to_have_text("Es leitet: Frau Neu")
    expect(first.page.locator("#announce")).to_have_text("Frau Neu leitet jetzt.")
    expect(second.page.locator("#announce")).to_have_text("Sie leiten jetzt.")
    second.page.keyboard.press("b")
    expect(black(first.page)).to_have_attribute("aria-pressed", "false")
    expect(second.page.get_by_role("dialog")).to_have_count(0)
    led_by(second.page).click()
    second.page.get_by_role("button", name=re.compile("^Leitung an .* übergeben")).click()
    expect(led_by(first.page)).to_have_text("Sie leiten")
    assert first.complaints == second.complaints == []


def test_who_presses_on_an_old_question_is_told_that_the_room_has_moved_on(browser, server):
    first = Moderator(browser, server)
    lead(first.page, "Leitung übernehmen")
    second = newcomer(browser, server, invited(first.page))
    second.page.keyboard.press("b")
    expect(second.page.get_by_role("dialog")).to_be_visible()
    first.go_live("Vertiefung")
    expect(second.page.locator("#step-title")).to_have_text("Vertiefung")
    second.page.get_by_role("button", name="Trotzdem ausführen", exact=True).click()
    expect(second.page.get_by_text("Jemand anderes hat gerade etwas geändert").first).to_be_visible()
    expect(black(first.page)).to_have_attribute("aria-pressed", "false")


def lead(page: Page, how: str) -> None:
    led_by(page).click()
    page.get_by_role("dialog").get_by_role("button", name=how, exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def invited(page: Page) -> str:
    """Return the link that the one who leads makes in the cockpit."""
    led_by(page).click()
    page.get_by_text("Weitere Person einladen").click()
    page.get_by_role("button", name="Einladungslink für jemand Neues").click()
    link = page.get_by_label("Einladungslink", exact=True).input_value()
    page.get_by_role("button", name="Schließen", exact=True).click()
    return link


def newcomer(browser: Browser, server: Server, link: str) -> Person:
    """Somebody new with a browser of their own, who takes the invitation and opens the cockpit."""
    person = Person(browser, server.url, {"width": 1366, "height": 768})
    person.page.goto(server.url + link[link.index("/invite") :])
    for field, value in {"name": "Frau Neu", "login": "neu@example.org"}.items():
        person.page.fill(f"[name={field}]", value)
    for field in person.page.locator("[type=password]").all():
        field.fill("noch ein langer Satz")
    person.page.keyboard.press("Enter")
    person.page.wait_for_url("**/series/**")
    person.page.goto(f"{server.url}/w/1/cockpit")
    expect(person.page.get_by_role("heading", name="Tagesordnung")).to_be_visible()
    return person


def led_by(page: Page):
    return page.locator(".head__lead")


def black(page: Page):
    return page.get_by_role("button", name=re.compile("^Schwarz"))
