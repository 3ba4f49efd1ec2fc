"""The keys of the cockpit, all of those that its list names: each does its work, and none while somebody types."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, WebSocket, expect

from config import ROOT
from tests.browser.room import Room
from tests.browser.voters import in_database

pytestmark = pytest.mark.timeout(90)
CARDS, CARD = "Beispiele und Hürden", "Der letzte Bus fährt um 17 Uhr."
SOURCE = (ROOT / "static" / "src" / "cockpit" / "keys.ts").read_text(encoding="utf-8")
OF_PAGE = [key for keys in re.findall(r"\{ keys: \[(.*?)\]", SOURCE) for key in re.findall(r'"(.+?)"', keys)]
LISTED = re.findall(r'\["(.+?)", "\w+\.\w+"\]', SOURCE)  # those of a card, as they are printed
OF_CARD = {"↑ ↓": ("ArrowUp", "ArrowDown"), "1–9": ("1", "2"), "0": ("0",)}
KEYS = list(dict.fromkeys([*OF_PAGE, *(key for one in LISTED for key in OF_CARD.get(one, (one.lower(),)))]))
# Where somebody types → what their own typing may send. Arrows are a list's own.
PLACES = {
    "input": ("#capture-text", {"capture"}, ()),
    "textarea": ("#private-note", {"write_note"}, ()),
    "select": (".slip__theme", set(), ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight")),
}


@dataclass
class Desk:
    """The cockpit with a card on the table; ``sent`` are the names of the commands that went out."""

    page: Page
    sent: list[str] = field(default_factory=list)
    pictures: int = 0

    def hear(self, line: WebSocket) -> None:
        line.on("framereceived", self.count)
        line.on("framesent", lambda frame: self.sent.extend(re.findall(r'^42\d*\["(\w+)"', str(frame))))

    def count(self, frame: str | bytes) -> None:
        self.pictures += str(frame).startswith('42["state"')

    def press(self, key: str, command: str) -> None:
        """Press a key and wait until the command that it stands for goes out and its picture is there."""
        before, pictures = len(self.sent), self.pictures
        self.page.keyboard.press(key)
        self.until(lambda: command in self.sent[before:], f"{key!r} sent {self.sent[before:]} and no {command}")
        self.until(lambda: self.pictures > pictures, f"{command} changed nothing")
        self.rests()

    def rests(self) -> None:
        """Wait until all that was sent is answered and on the page."""
        expect(self.page.locator("body.is-busy")).to_have_count(0)

    def until(self, is_so: Callable[[], bool], complaint: str) -> None:
        for _ in range(1000):
            if is_so():
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(complaint)

    def leave_all(self) -> None:
        self.page.evaluate("document.activeElement.blur()")


@pytest.fixture
def desk(room: Room) -> Desk:
    moderator = room.moderator
    made = Desk(moderator.page)
    moderator.page.on("websocket", made.hear)
    moderator.page.reload()
    expect(moderator.page.get_by_role("heading", name="Tagesordnung")).to_be_visible()
    moderator.begin(CARDS)
    # Results come after the state: what is on the page does not say yet what there is.
    if not in_database(room.server, "SELECT id FROM theme WHERE removed_at IS NULL"):
        moderator.new_theme("Zuständigkeit")
    moderator.show("Alle")
    if not in_database(room.server, "SELECT id FROM contribution WHERE kind = 'card' AND state = 'shown'"):
        room.mayor("Ahorn").write_card(CARD)
    expect(moderator.page.locator(".theme").first).to_be_visible()
    expect(moderator.card(CARD)).to_be_visible()
    made.leave_all()
    made.sent.clear()
    return made


def test_the_list_of_keys_is_read():
    assert {"r", "q", "t", "Escape", "Enter", " ", "f", "h", "0", "1", "a", "m", "p", "?"} <= set(KEYS)


@pytest.mark.parametrize("place", [*PLACES, "dialog"])
def test_no_key_works_while_somebody_types(desk: Desk, place: str):
    page = desk.page
    if place == "dialog":
        page.keyboard.press("?")
        expect(page.get_by_role("dialog")).to_be_visible()
    where, own, left_out = PLACES.get(place, ("", set(), ("Escape",)))
    for key in KEYS:
        if key not in left_out:
            page.locator(where).first.focus() if where else desk.leave_all()
            page.keyboard.press(key)
            expect(page.get_by_role("dialog")).to_have_count(int(place == "dialog"))
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)  # what would go out has gone out
    assert set(desk.sent) <= own
    expect(page.get_by_role("button", name="Live schalten")).to_have_count(0)


def test_every_key_of_the_page_does_what_the_list_says(desk: Desk, room: Room):
    page, pressed = desk.page, set()
    preview = page.get_by_role("button", name=re.compile("^Live schalten"))
    for key, command in (
        (" ", "close"), (" ", "open"), ("t", "extend"), ("r", "reveal"), ("r", "hide"), ("b", "black"), ("b", "black"),
        ("q", "show_join"), ("q", "show_join"), ("u", "undo"),
    ):  # fmt: skip
        desk.press(key, command)
        pressed.add(key)
    mayor = room.mayor("Grub")
    mayor.press("Wortmeldung")
    mayor.sees("Sie stehen auf Platz 1 der Redeliste.")
    expect(page.get_by_role("button", name=re.compile("^Nächste")).first).to_be_visible()
    desk.press("w", "call_speaker")
    for key in ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
        expect(preview).to_be_visible()
        page.keyboard.press("Escape")
        expect(preview).to_have_count(0)
    for key in ("d", "m", "n"):
        page.keyboard.press(key)
        expect(page.locator("#capture-text")).to_be_focused()
        desk.leave_all()
    page.keyboard.press("k")
    expect(page.locator("[data-card]").first).to_be_focused()
    desk.leave_all()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    expect(preview).to_be_visible()
    desk.press("Enter", "go_live")
    pressed |= {"w", "ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown", "Escape", "d", "m", "n", "k", "?", "Enter"}
    assert pressed == set(OF_PAGE)


PRESS = """keys => {
  for (const key of keys) document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
}"""


def test_quick_fingers_lose_no_key_and_the_same_key_twice_is_one(desk: Desk):
    """All keys go down before the first command is answered: what they decide on is not on the page yet."""
    for keys, commands in (
        ((" ", " "), ["close"]),
        ((" ", "t", "b", "b"), ["open", "extend", "black"]),
        (("b", "u"), ["black", "undo"]),
    ):
        desk.sent.clear()
        desk.page.evaluate(PRESS, keys)
        desk.until(lambda all=commands: desk.sent == all, f"{keys} did not send {commands}")
        desk.rests()
        assert desk.sent == commands
    desk.press("b", "black")


def test_quick_keys_on_cards_mean_each_the_card_that_has_the_focus_by_then(desk: Desk, room: Room):
    texts = [f"Schnell {n}" for n in range(3)]
    for text in texts:
        room.mayor("Meeder").write_card(text)
    page, cards = desk.page, [room.moderator.card(text) for text in texts]
    room.moderator.show("Neu")
    cards[0].focus()
    for _ in cards:
        page.keyboard.press("1")
    for card in cards:
        expect(card).to_have_count(0)
    desk.rests()
    room.moderator.show("Alle")
    cards[1].focus()
    page.keyboard.press("h")
    page.keyboard.press("u")
    desk.until(lambda: desk.sent[-2:] == ["hide_card", "undo"], "no undo")
    desk.rests()
    expect(cards[1]).to_be_visible()


def test_a_card_is_sorted_taken_out_parked_hidden_and_let_in_by_keys(desk: Desk, room: Room):
    card = room.moderator.card(CARD)
    for key in ("1", "0"):
        card.focus()
        desk.press(key, "sort")
    for key, command in (("h", "hide_card"), ("p", "park")):
        card.focus()
        desk.press(key, command)
        desk.leave_all()
        desk.press("u", "undo")
        expect(card).to_be_visible()
    room.moderator.premoderate()
    room.mayor("Meeder").write_card("Wartet auf ein Ja")
    waiting = room.moderator.card("Wartet auf ein Ja")
    waiting.focus()
    desk.press("f", "approve")
    room.moderator.premoderate()
    waiting.focus()
    desk.page.keyboard.press("m")
    card.focus()
    desk.press("Enter", "merge")
