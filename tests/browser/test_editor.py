"""Two people edit one agenda at the same time, in two real browsers."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.services.server import Server

pytestmark = pytest.mark.timeout(90)
SAVED = "gespeichert"


def test_what_one_saves_the_other_sees_at_once(two):
    one, other = two
    one.get_by_label("Titel").fill("Ankommen und Kaffee")
    expect(state(one)).to_have_text(SAVED)
    expect(other.get_by_label("Titel")).to_have_value("Ankommen und Kaffee")


def test_a_change_elsewhere_never_touches_the_field_one_is_in(two):
    one, other = two
    before = question(other).input_value()
    question(other).focus()
    save(one, "Was erwarten Sie?")
    expect(other.locator(".phone-frame")).to_contain_text("Was erwarten Sie?")
    expect(question(other)).to_have_value(before)


def test_a_conflict_shows_both_texts_and_keeps_the_chosen_one(two):
    one, other = two
    clash(one, other, "Meine Frage?", "Deine Frage?")
    expect(other.locator(".conflict")).to_contain_text("Meine Frage?")
    expect(other.locator(".conflict")).to_contain_text("Deine Frage?")
    other.get_by_role("button", name="Meine Fassung behalten").click()
    expect(question(one)).to_have_value("Deine Frage?")


def test_the_other_version_can_be_taken(two):
    one, other = two
    clash(one, other, "Meine Frage?", "Deine Frage?")
    other.get_by_role("button", name="Andere Fassung übernehmen").click()
    expect(question(other)).to_have_value("Meine Frage?")
    expect(state(other)).to_have_text(SAVED)


def test_a_text_typed_without_a_server_is_saved_when_it_is_back(two, server):
    one, other = two
    server.stop()
    question(one).fill("Ohne Netz getippt?")
    expect(state(one)).to_contain_text("nicht gespeichert")
    server.start()
    expect(state(one)).to_have_text(SAVED, timeout=15_000)
    expect(question(other)).to_have_value("Ohne Netz getippt?", timeout=15_000)


def test_a_step_is_made_with_the_keyboard_alone(two):
    page = two[0]
    page.get_by_role("button", name="Schritt hinzufügen").press("Enter")
    page.get_by_role("button", name=re.compile("^Auswahl")).press("Enter")
    expect(page.get_by_label("Titel")).to_be_focused()
    page.keyboard.type("Vertiefung heute")
    question(page).fill("Womit beginnen wir?")
    page.get_by_role("button", name="Zeile hinzufügen").press("Enter")
    for word in ("Wohnen", "Sprache", "Bus"):
        page.keyboard.type(word)
        page.keyboard.press("Enter")
    page.keyboard.press("Backspace")
    page.keyboard.press("Alt+ArrowUp")
    expect(state(page)).to_have_text(SAVED)
    expect(page.locator(".phone-frame .option__label")).to_have_text(["Wohnen", "Bus", "Sprache"])


def test_a_step_moves_with_keys_and_keeps_the_focus(two):
    one, other = two
    row = one.locator(".step-row__link", has_text="Ankommen")
    row.press("Alt+ArrowDown")
    expect(titles(other).nth(1)).to_have_text("Ankommen")
    expect(row).to_be_focused()


def test_a_step_can_be_dragged(two):
    one, other = two
    handles = one.locator(".step-row__handle")
    handles.nth(0).drag_to(handles.nth(2))
    expect(titles(other).nth(2)).to_have_text("Ankommen")


def test_a_removed_step_can_be_brought_back(two):
    one, other = two
    one.get_by_role("button", name="„Ankommen“ entfernen").click()
    expect(titles(other).nth(0)).to_have_text("Lagebild")
    one.get_by_role("button", name="Zurückholen").click()
    expect(titles(other).nth(0)).to_have_text("Ankommen")


def test_a_text_for_a_step_removed_elsewhere_is_not_lost(two):
    one, other = two
    other.get_by_role("button", name="„Ankommen“ entfernen").click()
    expect(titles(one).nth(0)).to_have_text("Lagebild")
    type_for_removed(one)
    expect(one.locator(".orphan__words")).to_have_text("Verwaist?")


def test_what_cannot_be_saved_is_said_beside_the_field(two):
    page = two[0]
    page.get_by_label("Minuten").fill("viele")
    expect(page.get_by_text("Bitte geben Sie eine Zahl von 0 bis 600 an.").first).to_be_visible()
    expect(page.get_by_label("Minuten")).to_have_attribute("aria-invalid", "true")


def test_the_preview_answers_and_sends_nothing(two):
    page = two[0]
    page.locator(".phone-frame").get_by_label("Wort 1").fill("Geduld")
    page.locator(".phone-frame").get_by_role("button", name="Senden").click()
    expect(page.locator(".phone-frame .status--saved").first).to_be_visible()


def test_a_step_can_be_tried_before_there_is_what_it_will_take(two):
    page = two[0]
    page.locator(".step-row__link", has_text="Maßnahmen").click()
    page.get_by_role("button", name="Schritt hinzufügen").press("Enter")
    page.get_by_role("button", name=re.compile("^Matrix")).press("Enter")
    expect(page.get_by_label("Titel")).to_be_focused()
    page.get_by_role("group", name="Was eingeordnet wird").get_by_role("radio", name="Aus einem früheren").check()
    expect(page.locator(".phone-frame").get_by_role("group", name="Beispiel A")).to_be_visible()
    expect(page.get_by_text("In diesen Schritt passen 12.")).to_be_visible()
    expect(page.get_by_text("was die beiden Achsen bedeuten")).to_be_visible()  # which no other step brings


def state(page: Page):
    return page.locator(".editor-head__state")


def question(page: Page):
    return page.locator("#field-ask")


def titles(page: Page):
    return page.locator(".step-row__title")


def save(page: Page, text: str) -> None:
    question(page).fill(text)
    question(page).blur()
    expect(state(page)).to_have_text(SAVED)


def clash(one: Page, other: Page, first: str, second: str) -> None:
    """The second types over a text that the first has changed meanwhile."""
    question(other).focus()
    save(one, first)
    expect(other.locator(".phone-frame")).to_contain_text(first)
    question(other).fill(second)


def type_for_removed(page: Page) -> None:
    """A text still on this device, for a step that is gone."""
    draft = '{"phase":"waiting","value":"Verwaist?","former":"","sent":"","error":null,"since":-1}'
    page.evaluate("text => localStorage.setItem('w1/peditor/1/ask', text)", draft)
    page.reload()


@pytest.fixture
def two(browser: Browser, server: Server, signed_in):
    contexts = [new_context(browser, storage_state=signed_in) for _ in range(2)]
    yield tuple(opened(context.new_page(), server) for context in contexts)
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def signed_in(browser: Browser, prepared: Path, tmp_path_factory: pytest.TempPathFactory):
    """The cookies of the moderator; every server here has the same key, so one log-in is enough."""
    instance = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("editor") / "instance"))
    server, context = Server(instance).start(), new_context(browser)
    page = context.new_page()
    page.goto(f"{server.url}/login")
    for field, words in zip(("login", "password"), log_in(server), strict=True):
        page.locator(f"[name={field}]").fill(words)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)
    yield context.storage_state()
    context.close()
    server.kill()


def new_context(browser: Browser, **options):
    return browser.new_context(locale="de-DE", viewport={"width": 1366, "height": 768}, **options)


def opened(page: Page, server: Server) -> Page:
    page.goto(f"{server.url}/w/1/edit#step-1")
    expect(state(page)).to_have_text(SAVED)
    return page


def log_in(server: Server) -> tuple[str, str]:
    text = (server.instance / "first-log-ins.txt").read_text()
    found = re.search(r"owner: (\S+) / (\S+)", text)
    assert found
    return found[1], found[2]
