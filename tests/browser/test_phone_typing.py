"""A remote event never touches what is being typed: text, cursor, focus, an unfinished composition."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Moderator
from tests.browser.phones import Mayor
from tests.browser.room import Room

pytestmark = pytest.mark.timeout(90)
WORDS, SCALE, CARDS = "Ankommen", "Lagebild", "Beispiele und Hürden"
OTHERS_CARD = "Karte von nebenan"
TEXT = "Wer bezahlt beim Arzttermin?"
COMPOSED = "Wer bezahlt Dolmetscher beim Arzttermin?"

# Keeps the field itself and what happens to it, so that a new one of the same look is noticed.
WATCH = """
window.field = document.activeElement;
window.happened = [];
for (const name of ["blur", "compositionend"]) field.addEventListener(name, () => happened.push(name));
"""
STATE = "[document.activeElement === field, field.value, field.selectionStart, field.selectionEnd, happened]"


def add_a_theme(moderator: Moderator) -> None:
    moderator.new_theme("Ein Ansprechpartner")


def sort_a_card(moderator: Moderator) -> None:
    moderator.show("Alle")
    moderator.sort_with_keys(OTHERS_CARD, 1)


def hide_a_card(moderator: Moderator) -> None:
    moderator.do_to(OTHERS_CARD, "Ausblenden")


def give_more_time(moderator: Moderator) -> None:
    moderator.action("Eine Minute mehr").click()


def hide_again(moderator: Moderator) -> None:
    moderator.action("verbergen").click()
    expect(moderator.action("aufdecken")).to_be_visible()


def move_on(moderator: Moderator) -> None:
    moderator.go_live(SCALE)


def end_and_open_again(moderator: Moderator) -> None:
    moderator.end()
    moderator.open_room_again()


DAY: tuple[Callable[[Moderator], None], ...] = (
    add_a_theme, sort_a_card, hide_a_card, Moderator.reveal, hide_again, give_more_time, Moderator.close,
    move_on, Moderator.open, Moderator.close, Moderator.reveal, end_and_open_again,
)  # fmt: skip


def test_a_whole_day_of_remote_events_leaves_an_unfinished_composition_alone(room: Room):
    mayor = compose_a_card(room)
    before = mayor.page.evaluate(STATE)
    for event in DAY:
        event(room.moderator)
        mayor.page.wait_for_timeout(150)  # a picture comes at most 200 ms later; the next event waits for its own
        assert mayor.page.evaluate(STATE) == before, event.__name__
    mayor.sees("Was Sie schreiben, bleibt auf diesem Gerät.")
    commit(mayor.page, "Dolmetscher")
    expect(mayor.new_card()).to_have_value(COMPOSED)
    assert mayor.page.evaluate("happened") == ["compositionend"]
    mayor.press("Zum aktuellen Schritt")
    mayor.at(SCALE)
    expect(mayor.page.get_by_label("Entwurf")).to_have_value(COMPOSED)


def test_a_step_that_is_opened_while_one_types_elsewhere_is_offered(room: Room):
    room.moderator.begin(WORDS)
    mayor = room.mayor("Meeder")
    mayor.word(1).press_sequentially("Gedld")
    mayor.page.evaluate("document.activeElement.setSelectionRange(3, 3)")
    room.moderator.begin(CARDS)
    mayor.sees("Neuer Schritt: Beispiele und Hürden")
    mayor.page.keyboard.type("u")
    expect(mayor.word(1)).to_have_value("Geduld")
    mayor.page.keyboard.press("Enter")  # the step it belongs to is still open
    mayor.at(CARDS)
    room.moderator.go_live(WORDS)
    expect(mayor.word(1)).to_have_value("Geduld")
    expect(room.moderator.card("Geduld")).to_be_visible()


def test_a_step_is_announced_and_takes_no_focus(room: Room):
    room.moderator.begin(WORDS)
    mayor = room.mayor("Sonnefeld")
    mayor.page.get_by_role("button", name="Ich brauche mehr Zeit").focus()
    room.moderator.go_live(SCALE)
    expect(mayor.page.locator("#announce")).to_have_text("Neuer Schritt: Lagebild")
    assert mayor.page.evaluate("document.activeElement.closest('fieldset, h1, article')") is None


def compose_a_card(room: Room) -> Mayor:
    """Somebody has put the cursor into the middle of a text and is composing a word there."""
    room.moderator.begin(CARDS)
    room.mayor("Grub").write_card(OTHERS_CARD)
    mayor = room.mayor("Ahorn")
    mayor.type_card(TEXT)
    mayor.page.evaluate("document.activeElement.setSelectionRange(11, 12)")
    mayor.page.evaluate(WATCH)
    compose(mayor.page, " Dolm")
    expect(mayor.new_card()).to_have_value("Wer bezahlt Dolmbeim Arzttermin?")
    return mayor


def compose(page: Page, text: str) -> None:
    """Write as an input method does: shown, underlined, not yet meant."""
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})


def commit(page: Page, text: str) -> None:
    page.context.new_cdp_session(page).send("Input.insertText", {"text": f" {text} "})
