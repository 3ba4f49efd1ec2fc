"""The phone without a line: what is written waits, goes out once, and what comes too late is kept."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser.hands import tick
from tests.browser.phones import Mayor
from tests.browser.room import Room

pytestmark = pytest.mark.timeout(120)
WORDS, SCALE, CARDS = "Ankommen", "Lagebild", "Beispiele und Hürden"
STATEMENT = "Mobilität"
SOON = 3_000  # ms until a lost line must be said
# The page's own clock: when an answer left, when the network went, when the banner came.
STAMPED = """() => {
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (packet) {
    if (String(packet).includes('["give"')) window.sentAt ??= performance.now();
    return send.call(this, packet);
  };
  addEventListener("offline", () => { window.goneAt ??= performance.now(); });
  const look = () => {
    const notes = [...document.querySelectorAll(".note--waiting")];
    if (notes.some((one) => /Verbindung|Netz/.test(one.textContent))) window.saidAt ??= performance.now();
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
BACK = 20_000  # ms in which everything must have recovered


def test_a_phone_that_was_away_finds_the_step_its_answers_and_its_texts(room: Room):
    room.moderator.begin(WORDS)
    mayor = room.mayor("Ahorn", url=room.line.url)
    mayor.say("Ehrenamt")
    room.line.cut()
    send_word(mayor, 2, "Wohnraum")
    mayor.word(3).press_sequentially("Gedu")
    move_on_two_steps(room)
    room.line.restore()
    mayor.sees("Neuer Schritt: Beispiele und Hürden")
    expect(mayor.word(3)).to_have_value("Gedu")
    expect(mayor.word(3)).to_be_focused()
    mayor.press("Zum aktuellen Schritt")
    mayor.at(CARDS)
    mayor.sees("Die Eingabe ist geschlossen. Ihr Entwurf bleibt auf diesem Gerät.")
    drafts = mayor.page.get_by_label("Entwurf")
    expect(drafts).to_have_count(2)
    assert {one.input_value() for one in drafts.all()} == {"Gedu", "Wohnraum"}


def test_a_vote_that_came_too_late_is_said_not_to_count(room: Room):
    room.moderator.begin(SCALE)
    mayor = room.mayor("Meeder", url=room.line.url)
    mayor.rate(STATEMENT, "2")
    room.line.cut()
    expect(mayor.banner()).to_be_visible()
    tick(mayor.page.get_by_role("group", name=STATEMENT).get_by_role("radio", name="5"))
    room.moderator.close()
    room.line.restore()
    mayor.sees("Ihre letzte Eingabe zu „Lagebild“ kam zu spät und wurde nicht gespeichert.")
    mayor.sees("Ihr Beitrag ist gespeichert.")
    mayor.press("Verstanden")
    mayor.sees_not("kam zu spät")


def test_what_waits_goes_out_once_also_from_two_tabs(room: Room):
    room.moderator.begin(CARDS)
    mayor = room.mayor("Sonnefeld", url=room.line.url)
    tab = mayor.second_tab()
    mayor.at(CARDS)
    tab.at(CARDS)
    room.line.cut()
    for text in ("Eins im Tunnel", "Zwei im Tunnel"):
        mayor.new_card().fill(text)
        mayor.send_card()
        expect(tab.card(text)).to_contain_text("wartet auf Netz")
    room.line.restore()
    for text in ("Eins im Tunnel", "Zwei im Tunnel"):
        for one in (mayor, tab):
            expect(one.card(text)).to_contain_text("gespeichert", timeout=BACK)
        expect(room.moderator.card(text)).to_have_count(1)


def test_what_waits_goes_out_after_the_phone_has_closed_the_page(room: Room):
    room.moderator.begin(CARDS)
    mayor = room.mayor("Grub", url=room.line.url)
    mayor.at(CARDS)
    room.line.cut()
    mayor.new_card().fill("Vor dem Zuklappen")
    mayor.send_card()
    expect(mayor.card("Vor dem Zuklappen")).to_contain_text("wartet auf Netz")
    mayor.page.close()
    room.line.restore()
    mayor.page = mayor.open_tab()
    mayor.page.goto(f"{room.line.url}/w/1")
    expect(mayor.card("Vor dem Zuklappen")).to_contain_text("gespeichert", timeout=BACK)
    expect(room.moderator.card("Vor dem Zuklappen")).to_have_count(1)


def test_an_unanswered_answer_says_so_within_three_seconds(room: Room):
    room.moderator.begin(WORDS)
    mayor = room.mayor("Itzgrund", url=room.line.url)
    mayor.at(WORDS)
    mayor.page.evaluate(STAMPED)
    room.line.up.drop = True
    send_word(mayor, 1, "Funkloch")
    expect(mayor.banner()).to_contain_text("Ihre Eingaben bleiben erhalten.")
    assert mayor.page.evaluate("saidAt - sentAt") < SOON
    room.line.restore()
    expect(mayor.page.locator(".word").first).to_contain_text("gespeichert", timeout=BACK)
    expect(mayor.banner()).to_have_count(0)


def test_a_network_that_goes_is_said_at_once_and_comes_back(room: Room):
    room.moderator.begin(WORDS)
    mayor = room.mayor("Lautertal", url=room.line.url)
    mayor.at(WORDS)
    mayor.page.evaluate(STAMPED)
    mayor.context.set_offline(True)
    expect(mayor.banner()).to_contain_text("Kein Netz.")
    assert mayor.page.evaluate("saidAt - goneAt") < SOON
    send_word(mayor, 1, "Bergland")
    mayor.context.set_offline(False)
    expect(mayor.page.locator(".word").first).to_contain_text("gespeichert", timeout=BACK)
    expect(mayor.banner()).to_have_count(0)


def test_a_frozen_phone_wakes_up_at_the_current_step(room: Room):
    room.moderator.begin(WORDS)
    mayor = room.mayor("Seßlach", url=room.line.url)
    mayor.at(WORDS)
    pocket = freeze(mayor.page)
    room.line.cut()
    room.moderator.begin(CARDS)
    room.line.restore()
    pocket.send("Debugger.resume")
    expect(mayor.page.locator("h1")).to_have_text(CARDS, timeout=BACK)


def test_somebody_whose_cookie_is_gone_is_told_how_to_come_back(room: Room):
    mayor = room.mayor("Rödental", url=room.line.url)
    mayor.context.clear_cookies()
    room.line.cut()
    room.line.restore()
    mayor.sees("Bitte treten Sie mit dem Code neu bei.")


def test_a_page_outlives_a_server_that_was_killed(own_room: Room):
    """Nothing but the page in memory is left; the server comes back on the same data."""
    own_room.moderator.begin(CARDS)
    mayor = own_room.mayor("Ahorn")
    mayor.write_card("Vor dem Absturz")
    own_room.server.kill()
    mayor.turn_to(2)
    mayor.type_card("Mitten im Absturz")
    mayor.send_card()
    expect(mayor.card("Mitten im Absturz")).to_contain_text("wartet auf Netz")
    mayor.type_card("Noch ein Entwurf")
    own_room.server.start()
    expect(mayor.card("Mitten im Absturz")).to_contain_text("gespeichert", timeout=BACK)
    expect(mayor.new_card()).to_have_value("Noch ein Entwurf")
    for text in ("Vor dem Absturz", "Mitten im Absturz"):
        expect(own_room.moderator.card(text)).to_have_count(1, timeout=BACK)


@pytest.fixture
def own_room(browser: Browser, prepared: Path, tmp_path: Path) -> Iterator[Room]:
    made = Room(browser, Path(shutil.copytree(prepared, tmp_path / "instance")))
    yield made
    assert made.part() == []
    made.close()


def send_word(mayor: Mayor, slot: int, word: str) -> None:
    mayor.word(slot).fill(word)
    mayor.page.keyboard.press("Enter")


def move_on_two_steps(room: Room) -> None:
    """Close the first, open the second, go to the third."""
    room.moderator.close()
    room.moderator.begin(SCALE)
    room.moderator.begin(CARDS)


def freeze(page: Page) -> CDPSession:
    """Stop all that runs in a page, as a phone does in a pocket; ``Debugger.resume`` wakes it."""
    pocket = page.context.new_cdp_session(page)
    page.evaluate("setInterval(() => {}, 10) && null")  # something to be stopped in
    pocket.send("Debugger.enable")
    pocket.send("Debugger.pause")
    return pocket
