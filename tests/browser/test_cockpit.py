"""The cockpit by key, by pointer and by two moderators at once, in front of a real wall."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser.people import Leader, Moderator, join_code
from tests.browser.phones import Mayor
from tests.services.server import Server

pytestmark = pytest.mark.timeout(90)
CARDS = ("Der letzte Bus fährt um 17 Uhr.", "Feste Termine helfen.", "Drei Stellen, keine zuständig.")


# Each test starts a server of its own, so each tells a small story.


def test_a_step_is_previewed_and_run_with_keys_alone(moderator):
    keys = moderator.page.keyboard
    keys.press("ArrowRight")
    expect(moderator.page.get_by_role("region", name="1 Ankommen")).to_be_visible()
    moderator.wall_shows_not("Welches Wort")
    keys.press("Enter")
    moderator.wall_shows("Welches Wort")
    keys.press("Space")
    expect(moderator.page.get_by_role("button", name="Eingabe schließen")).to_be_visible()
    moderator.wall_shows("0 von 17 Gemeinden")
    keys.press("b")
    expect(moderator.wall.locator(".stage--black")).to_be_visible()
    keys.press("u")
    expect(moderator.wall.locator(".stage--black")).to_have_count(0)


def test_no_key_works_while_somebody_types_or_has_switched_them_off(moderator):
    note(moderator.page).press_sequentially("qb ")
    expect(moderator.page.get_by_text("gespeichert", exact=True)).to_be_visible()
    moderator.page.locator("#agenda-title").click()
    moderator.page.keyboard.press("?")
    moderator.page.get_by_label("Tasten auf diesem Gerät verwenden").uncheck()
    moderator.page.keyboard.press("Escape")
    moderator.page.keyboard.press("b")
    expect(black(moderator.page)).to_have_attribute("aria-pressed", "false")


def test_cards_are_sorted_and_merged_with_keys_and_dragged(table):
    first, second, third = (table.card(text) for text in CARDS)
    table.page.keyboard.press("k")
    table.page.keyboard.press("1")
    expect(first).to_have_count(0)
    expect(second).to_be_focused()
    table.page.keyboard.press("m")
    table.page.keyboard.press("ArrowDown")
    table.page.keyboard.press("Enter")
    expect(second).to_have_count(0)
    table.press("Trennen")
    second.locator(".slip__text").drag_to(table.page.locator(".theme").nth(1))
    expect(table.page.locator(".theme b")).to_have_text(["1", "1"])
    expect(third).to_be_visible()


def test_two_quick_presses_are_one_moderator_and_not_two_who_disagree(moderator):
    moderator.page.get_by_role("button", name="Schwarz").wait_for()
    moderator.page.evaluate("for (const one of document.querySelectorAll('.now__switches button')) one.click()")
    expect(black(moderator.page)).to_have_attribute("aria-pressed", "true")
    expect(moderator.page.locator(".is-working")).to_have_count(0)
    expect(moderator.page.get_by_text("Jemand anderes")).to_have_count(0)


def test_two_moderators_at_once_hear_of_each_other_and_lose_no_text(browser, server, moderator):
    other, line = second_moderator(browser, server)
    line.holds_pictures = True
    moderator.page.keyboard.press("b")
    expect(black(moderator.page)).to_have_attribute("aria-pressed", "true")
    other.keyboard.press("b")
    expect(other.get_by_text("Jemand anderes hat gerade etwas geändert").first).to_be_visible()
    note(moderator.page).fill("Nach Schritt 3 an Fristen erinnern.")
    expect(moderator.page.get_by_text("gespeichert", exact=True)).to_be_visible()
    note(other).fill("Pause um drei.")
    expect(other.get_by_text("Inzwischen hat jemand anderes hier geschrieben: „Nach Schritt 3").first).to_be_visible()
    other.get_by_role("button", name="Meinen Text behalten").click()
    moderator.page.locator("#agenda-title").click()
    expect(note(moderator.page)).to_have_value("Pause um drei.")
    expect(black(moderator.page)).to_have_attribute("aria-pressed", "true")


def test_a_round_is_reset_and_gone_back_to(moderator):
    moderator.go_live("Ankommen")
    agenda = moderator.page.get_by_role("navigation", name="Tagesordnung")
    ran = agenda.get_by_role("button", name=re.compile("Ankommen"))
    expect(ran).to_contain_text(re.compile(r"geplant \d+ / tatsächlich \d+$"))
    expect(agenda).to_contain_text(re.compile(r"Ende nach Plan\s*\d\d:\d\d"))
    expect(agenda).to_contain_text(re.compile(r"voraussichtlich.*\d\d:\d\d"))  # on time, or so many minutes later
    moderator.open()
    moderator.close()
    moderator.press("^Runden")
    dialog = moderator.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Beim Zurücksetzen wird nichts gelöscht.")
    dialog.get_by_role("button", name="Runde 1 zurücksetzen").click()
    expect(dialog.get_by_role("listitem").first).to_contain_text("zählt nicht")
    expect(dialog.get_by_role("listitem").last).to_contain_text("aktuell")
    dialog.get_by_role("button", name="Zu Runde 1 wechseln").click()
    expect(dialog.get_by_role("listitem").first).to_contain_text("aktuell")
    expect(dialog.get_by_role("listitem").first).not_to_contain_text("zählt nicht")


def test_a_screen_needs_its_link_once_and_hides_it(browser, moderator):
    moderator.press("Leinwand verbunden")
    link = moderator.page.get_by_label("Adresse für einen anderen Rechner").input_value()
    wall = browser.new_context(locale="de-DE").new_page()
    wall.goto(link)
    expect(wall.locator(".stage")).to_be_visible()
    assert "#" not in wall.url
    wall.reload()
    expect(wall.locator(".stage")).to_be_visible()


class Line:
    """The second moderator's line; pictures can be held back, so that a decision is made on an old one."""

    def __init__(self) -> None:
        self.holds_pictures = False

    def carry(self, browser_side: WebSocketRoute) -> None:
        server_side = browser_side.connect_to_server()
        server_side.on_message(lambda message: None if self._holds(message) else browser_side.send(message))

    def _holds(self, message: str | bytes) -> bool:
        return self.holds_pictures and str(message).startswith('42["state"')


def second_moderator(browser: Browser, server: Server) -> tuple[Page, Line]:
    page, line = Leader(browser, server, "owner").page, Line()
    page.route_web_socket(re.compile("socket.io"), line.carry)
    page.goto(f"{server.url}/w/1/cockpit")
    expect(page.get_by_role("heading", name="Tagesordnung")).to_be_visible()
    return page, line


def note(page: Page):
    return page.locator("#private-note")


def black(page: Page):
    return page.get_by_role("button", name=re.compile("^Schwarz"))


@pytest.fixture
def moderator(browser: Browser, server: Server) -> Iterator[Moderator]:
    person = Moderator(browser, server)
    expect(person.wall.locator(".stage")).to_be_visible()
    expect(person.page.get_by_text("Leinwand verbunden")).to_be_visible()
    yield person
    person.context.close()


@pytest.fixture
def table(browser: Browser, server: Server, moderator: Moderator) -> Moderator:
    """Three cards of a mayor and two themes lie on the table."""
    mayor = Mayor(browser, server.url, join_code(server), "Ahorn")
    moderator.go_live("Beispiele und Hürden")
    moderator.open()
    for text in CARDS:
        mayor.write_card(text)
    for title in ("Bus und Bahn", "Zuständigkeit"):
        moderator.new_theme(title)
    moderator.page.locator("h2#step-title").click()  # out of the field
    expect(moderator.page.locator("[data-card]")).to_have_count(3)
    return moderator
