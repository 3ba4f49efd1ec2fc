"""The office day before the workshop, and a phone whose browser runs no scripts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import LAPTOP, PHONE, Leader, Person, join_code
from tests.services.server import Server

LIST = "Name;AGS;Einwohner\nBad Rodach;09473158;6.399\nSeßlach;09473165;3.900\n"


@pytest.fixture
def owner(browser: Browser, server: Server):
    person = Leader(browser, server, "owner")
    yield person
    assert person.complaints == []
    person.context.close()


def test_a_series_is_prepared_from_nothing(browser: Browser, owner: Leader, tmp_path: Path):
    page = owner.page
    make_series(page, owner.url)
    take_list_over(page, tmp_path)
    make_workshop(page)
    invite_a_moderator(browser, page, owner)


def test_somebody_joins_without_scripts(browser: Browser, server: Server):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url)
    page.fill("#code", join_code(server).lower().replace("-", " "))
    page.get_by_role("button", name=re.compile("Weiter|Continue")).click()
    page.fill("#q", "sonne")
    page.get_by_role("button", name=re.compile("Suchen|Search")).click()
    expect(page.locator(".seat")).to_have_count(1)
    page.locator(".seat").click()
    page.locator(".answer").first.click()
    assert re.search(r"/w/\d+$", page.url)
    context.close()


def test_the_search_filters_while_one_types(browser: Browser, server: Server):
    person = Person(browser, server.url, PHONE)
    person.page.goto(f"{server.url}/j/{join_code(server)}")
    person.page.fill("#q", "ÖD")
    expect(person.page.locator(".seat:visible")).to_have_text(re.compile("Rödental"))
    person.page.fill("#q", "nirgends")
    person.sees("Kein Sitz passt dazu")
    person.context.close()


def make_series(page: Page, url: str) -> None:
    page.goto(f"{url}/series/new")
    page.fill("#title", "Ländlicher Raum")
    page.fill("#seats_called", "Gemeinden")
    page.get_by_role("button", name="Reihe anlegen").click()
    expect(page.locator("h1")).to_have_text("Ländlicher Raum")


def take_list_over(page: Page, folder: Path) -> None:
    file = folder / "gemeinden.csv"
    file.write_text(LIST, encoding="cp1252")
    page.get_by_role("link", name="Sitze anlegen").click()
    page.get_by_role("link", name="Liste übernehmen").click()
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Datei prüfen").click()
    expect(page.locator("main")).to_contain_text("2 neu, 0 geändert")
    page.get_by_role("button", name="Übernehmen").click()
    expect(page.locator("tbody")).to_contain_text("Seßlach")
    page.get_by_role("link", name="Ländlicher Raum").click()


def make_workshop(page: Page) -> None:
    page.get_by_role("link", name="Neuer Workshop").click()
    page.get_by_label(re.compile("Vorlage: .*Coburg")).check()
    page.fill("#title", "Auftakt")
    page.get_by_role("button", name="Workshop anlegen").click()
    page.wait_for_url(re.compile(r"/w/\d+/edit"))
    page.goto(page.url.split("/w/")[0] + "/series")
    page.get_by_role("link", name="Ländlicher Raum").click()
    expect(page.locator(".next")).to_contain_text("Auftakt")


def invite_a_moderator(browser: Browser, page: Page, owner: Leader) -> None:
    page.get_by_role("link", name="Team verwalten").click()
    page.get_by_role("button", name="Einladung erstellen").click()
    guest = Person(browser, owner.url, LAPTOP)
    guest.page.goto(page.locator("#invitation").input_value())
    guest.page.fill("#name", "Mia Muster")
    guest.page.fill("#login", "mia@example.org")
    guest.page.fill("#password", "kurz")
    guest.press("Konto anlegen")
    guest.sees("mindestens 10 Zeichen")
    guest.page.fill("#password", "ein kurzer Satz")
    guest.press("Konto anlegen")
    expect(guest.page.locator("h1")).to_have_text("Ländlicher Raum")
    expect(guest.page.get_by_role("link", name="Cockpit öffnen")).to_be_visible()
    guest.context.close()
    page.reload()
    expect(page.locator(".rows").first).to_contain_text("Mia Muster")
