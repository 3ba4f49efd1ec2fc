"""What lies beside the agenda: a line written down at any time, a card parked and brought back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.people import Moderator
from tests.browser.room import Room

pytestmark = pytest.mark.timeout(90)
CARD = "Der letzte Bus fährt um 17 Uhr."


def test_a_decision_is_written_down_by_key_and_taken_back(moderator):
    moderator.page.keyboard.press("d")
    expect(field(moderator)).to_be_focused()
    moderator.page.keyboard.type("Runder Tisch im März")
    moderator.page.keyboard.press("Enter")
    expect(field(moderator)).to_have_value("")
    counted(moderator, 1)
    moderator.page.keyboard.press("Escape")
    moderator.page.keyboard.press("u")
    counted(moderator, 0)


def test_the_keys_write_while_somebody_types_and_arrows_choose_the_kind(moderator):
    moderator.page.keyboard.press("n")
    moderator.page.keyboard.type("mdn")
    expect(field(moderator)).to_have_value("mdn")
    expect(kind(moderator, "Notiz")).to_be_checked()
    kind(moderator, "Notiz").focus()
    moderator.page.keyboard.press("ArrowRight")
    expect(kind(moderator, "Thema")).to_be_checked()
    expect(moderator.page.locator(".agenda__step--preview")).to_have_count(0)
    field(moderator).fill("")


def test_a_line_stays_on_the_device_until_the_server_has_it(moderator):
    moderator.page.keyboard.press("n")
    moderator.page.keyboard.type("Fristen klären")
    moderator.page.context.set_offline(True)
    moderator.page.keyboard.press("Enter")
    expect(moderator.page.locator(".beside .note")).to_be_visible()
    expect(field(moderator)).to_have_value("Fristen klären")
    moderator.page.context.set_offline(False)
    moderator.page.reload()
    expect(field(moderator)).to_have_value("Fristen klären")
    expect(kind(moderator, "Notiz")).to_be_checked()
    expect(moderator.page.locator(".head__saved")).to_be_visible()
    field(moderator).press("Enter")
    expect(field(moderator)).to_have_value("")


def test_what_was_written_down_is_changed_ticked_and_struck(moderator):
    for words in ("Fahrplan", "Termine"):
        moderator.write_down("n", words)
    moderator.press("^Festgehalten")
    dialog = moderator.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Ändern: Fahrplan").click()
    moderator.page.keyboard.type(" prüfen")
    moderator.page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Fahrplan prüfen")
    dialog.get_by_label("Erledigt: Fahrplan prüfen").check()
    expect(dialog).to_contain_text("erledigt")
    dialog.get_by_role("button", name="Streichen: Termine").click()
    expect(dialog).not_to_contain_text("Termine")
    dialog.get_by_role("button", name="Rückgängig").click()
    expect(dialog).to_contain_text("Termine")


def test_the_history_has_a_button_only_for_what_can_be_taken_back_now(moderator):
    moderator.write_down("n", "Saal buchen")
    moderator.press("^Festgehalten")
    moderator.page.get_by_role("dialog").get_by_label("Erledigt: Saal buchen").check()
    expect(moderator.page.get_by_role("dialog")).to_contain_text("erledigt")
    moderator.page.keyboard.press("Escape")
    moderator.press("^Verlauf")
    rows = moderator.page.get_by_role("dialog").get_by_role("listitem")
    expect(rows.nth(1)).to_contain_text("erst das Spätere")
    expect(rows.nth(1).get_by_role("button")).to_have_count(0)
    rows.nth(0).get_by_role("button", name="Rückgängig: Erledigt umgeschaltet").click()
    rows.nth(0).get_by_role("button", name="Rückgängig: Festgehalten").click()
    moderator.page.keyboard.press("Escape")


def test_a_card_is_parked_with_a_key_and_brought_back_to_the_board(room, moderator):
    mayor = room.mayor("Ahorn")
    moderator.begin("Beispiele und Hürden")
    mayor.write_card(CARD)
    moderator.card(CARD).focus()
    moderator.page.keyboard.press("p")
    expect(moderator.card(CARD)).to_have_count(0)
    moderator.press("^Festgehalten")
    row = moderator.page.get_by_role("dialog").get_by_role("listitem").filter(has_text=CARD)
    expect(row).to_contain_text("Beispiele und Hürden")
    row.get_by_role("button", name="Zurück auf die Tafel").click()
    moderator.page.keyboard.press("Escape")
    expect(moderator.card(CARD)).to_be_visible()
    moderator.card(CARD).focus()
    moderator.page.keyboard.press("m")
    expect(moderator.page.get_by_text("Wählen Sie die Karte")).to_be_visible()


def field(moderator: Moderator) -> Locator:
    return moderator.page.locator("#capture-text")


def kind(moderator: Moderator, name: str) -> Locator:
    return moderator.page.get_by_role("radio", name=name)


def counted(moderator: Moderator, lines: int) -> None:
    expect(moderator.page.get_by_role("button", name=re.compile("^Festgehalten"))).to_contain_text(str(lines))


@pytest.fixture
def moderator(room: Room) -> Iterator[Moderator]:
    yield room.moderator
    room.moderator.page.keyboard.press("Escape")
    room.moderator.page.locator("#agenda-title").click()
