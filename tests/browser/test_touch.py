"""A moderator with a tablet and nothing else: a step is led from live to its result by taps, whatever dialog is open
has targets for a finger."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.house import TABLET
from tests.browser.looks import THUMB, too_small
from tests.browser.people import Person
from tests.browser.room import Room

pytestmark = pytest.mark.timeout(120)
CARDS, CARD, THEME = "Beispiele und Hürden", "Der letzte Bus fährt um 17 Uhr.", "Bus und Bahn"
DIALOGS = (
    "^Hilfe", "Leinwand verbunden", "^Verlauf", "^Ahorn|Gemeinde Ahorn", f"{THEME}.*bearbeiten", "^Festgehalten",
    "^Redeliste", "^Maßnahmen:", "^Runden", "^Beenden",
)  # fmt: skip


def test_a_step_is_led_by_touch_and_every_target_is_large_enough(room: Room):
    page = tablet(room)
    tap(page.get_by_role("navigation", name="Tagesordnung").get_by_role("button", name=re.compile(CARDS)))
    tap(named(page, "^Live schalten"))
    tap(named(page, "^Eingabe öffnen"))
    expect(named(page, "^Eingabe schließen")).to_be_visible()
    room.mayor("Ahorn").write_card(CARD)
    new = page.get_by_label("Neues Thema")
    new.tap()
    new.fill(THEME)
    tap(new.locator("xpath=ancestor::form").get_by_role("button"))
    card = page.locator(f'article[aria-label="{CARD}"]')
    card.get_by_label("Thema der Karte").select_option(label=THEME)
    expect(page.locator(".themes__sum")).to_have_text("1 Karte")
    faults = [f"the page: {fault}" for fault in too_small(page, THUMB)]
    for button in DIALOGS:
        tap(named(page, button))
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        faults += [f"{button}: {fault}" for fault in too_small(page, THUMB)]
        tap(dialog.get_by_role("button", name=re.compile("^(Schließen|Abbrechen)")).last)
        expect(dialog).to_have_count(0)
    assert not faults, "\n".join(faults)
    tap(named(page, "^Eingabe schließen"))
    tap(named(page, "aufdecken"))
    expect(named(page, "verbergen")).to_be_visible()


def tablet(room: Room) -> Page:
    kept = room.moderator.context.storage_state()
    person = Person(room.browser, room.server.url, TABLET, has_touch=True, is_mobile=True, storage_state=kept)
    page = room.met(person).page
    page.goto(f"{room.server.url}/w/1/cockpit")
    expect(page.get_by_role("heading", name="Tagesordnung")).to_be_visible()
    assert page.evaluate("matchMedia('(pointer: coarse)').matches")
    return page


def named(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=re.compile(name)).first


def tap(control: Locator) -> None:
    control.tap()
