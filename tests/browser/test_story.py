"""The story of the day: a moderator and three mayors, the Coburg agenda, bad Wi-Fi, downloads.

Every file is opened by a reader that is not its writer; whatever was typed is in each, and a
hidden and a discarded card in none.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.papers import READERS
from tests.browser.people import Leader, Moderator, join_code
from tests.browser.phones import Mayor
from tests.services.proxy import Proxy
from tests.services.server import Server

pytestmark = pytest.mark.timeout(240)

WORDS = {"Ehrenamt": 2, "Wohnraum": 1, "Geduld": 1}
KEPT = [
    "Vereine laden Familien beim Einzug persönlich ein.",
    "Von Zuweisungen erfahren wir zu spät.",
    "Wer bezahlt Dolmetscher beim Arzttermin?",
    "Der letzte Bus fährt um 17 Uhr.",
]
HIDDEN = "Familie Muster aus der Hauptstraße beschwert sich."
DISCARDED = "Test Test Test"
THEMES = ["Ein Ansprechpartner", "Frühzeitig informieren", "Kosten fair verteilen"]
STATEMENT = "Steuerung und Zuständigkeiten"


@dataclass
class Hall:
    """Who is there."""

    server: Server
    line: Proxy
    moderator: Moderator
    ahorn: Mayor
    rodach: Mayor
    itzgrund: Mayor


@pytest.fixture
def hall(browser: Browser, prepared: Path, tmp_path: Path) -> Iterator[Hall]:
    server = Server(Path(shutil.copytree(prepared, tmp_path / "instance")))
    line = Proxy(server.port)
    server.environ["ORIGINS"] = line.url
    server.start()
    code = join_code(server)
    moderator = Moderator(browser, server)
    mayors = [
        Mayor(browser, server.url, code, "Ahorn"),
        Mayor(browser, line.url, code, "Bad Rodach"),
        Mayor(browser, server.url, code, "Itzgrund", "Stellvertretung"),
    ]
    there = Hall(server, line, moderator, *mayors)
    yield there
    for person in (moderator, *mayors):
        person.context.close()
    line.close()
    server.kill()


def test_the_story_of_the_day(hall: Hall, browser: Browser):
    arrive(hall)
    judge(hall)
    write_cards(hall)
    arrange(hall)
    choose(hall)
    finish(hall, browser)
    complaints = [one for who in (hall.moderator, hall.ahorn, hall.rodach, hall.itzgrund) for one in who.complaints]
    assert complaints == []


def arrive(hall: Hall) -> None:
    """words: fewer than five voices do not move the screen before it is closed; a reload changes nothing."""
    hall.moderator.go_live("Ankommen")
    hall.moderator.open()
    hall.ahorn.say("Ehrenamt", "Wohnraum")
    hall.rodach.say("ehrenamt")
    hall.itzgrund.say("Geduld")
    hall.itzgrund.page.reload()
    expect(hall.itzgrund.page.get_by_label("Wort 1")).to_have_value("Geduld")
    hall.moderator.counts(3)
    expect(hall.moderator.wall.locator("main")).not_to_contain_text("Wohnraum")
    hall.moderator.close()
    hall.moderator.wall_shows("Wohnraum")


def judge(hall: Hall) -> None:
    """scale: nobody sees a tally before it is closed; an answer can be changed."""
    hall.moderator.go_live("Lagebild")
    hall.moderator.open()
    for mayor, value in ((hall.ahorn, "5"), (hall.rodach, "2"), (hall.itzgrund, "4")):
        mayor.at("Lagebild")
        mayor.rate(STATEMENT, value)
    hall.rodach.rate(STATEMENT, "4")
    hall.moderator.counts(3)
    hall.moderator.wall_shows_not("Median")
    hall.moderator.close()
    hall.moderator.reveal()
    hall.moderator.wall_shows("Median")


def write_cards(hall: Hall) -> None:
    """cards: a line drops in the middle of one, which then goes out once; another undone step."""
    hall.moderator.go_live("Beispiele und Hürden")
    hall.moderator.open()
    hall.ahorn.write_card(KEPT[0])
    hall.ahorn.turn_to(2)
    hall.ahorn.write_card(KEPT[1])
    hall.itzgrund.write_card(DISCARDED)
    hall.itzgrund.write_card(HIDDEN)
    drop_the_line_in_the_middle_of_a_card(hall)
    undo_a_step(hall)
    hall.itzgrund.turn_to(2)
    hall.itzgrund.write_card(KEPT[3])
    hall.moderator.wall_shows_not(KEPT[0])


def drop_the_line_in_the_middle_of_a_card(hall: Hall) -> None:
    hall.rodach.turn_to(2)
    hall.rodach.type_card(KEPT[2][:20])
    hall.line.cut()
    hall.rodach.type_card(KEPT[2][20:])
    hall.rodach.send_card()
    expect(hall.rodach.page.get_by_role("listitem").filter(has_text=KEPT[2])).to_contain_text("wartet auf Netz")
    hall.line.restore()
    row = hall.rodach.page.get_by_role("listitem").filter(has_text=KEPT[2])
    expect(row).to_contain_text("gespeichert", timeout=20_000)


def undo_a_step(hall: Hall) -> None:
    """The moderator moves on too early and takes it back; who is typing is not disturbed."""
    hall.ahorn.page.get_by_label("Neue Karte").fill("Noch nicht fertig")
    hall.moderator.go_live("Lagebild")
    hall.ahorn.sees("Neuer Schritt")
    hall.ahorn.at("Beispiele und Hürden")
    hall.moderator.press("Rückgängig")
    hall.itzgrund.at("Beispiele und Hürden")
    hall.ahorn.turn_to(2)
    expect(hall.ahorn.page.get_by_label("Neue Karte")).to_have_value("Noch nicht fertig")
    hall.ahorn.page.get_by_label("Neue Karte").fill("")
    hall.ahorn.page.get_by_label("Neue Karte").blur()


def arrange(hall: Hall) -> None:
    """Sort into themes by key, hide, discard, close, reveal."""
    moderator = hall.moderator
    for theme in THEMES:
        moderator.new_theme(theme)
    moderator.show("Alle")
    moderator.do_to(HIDDEN, "Ausblenden")
    moderator.do_to(DISCARDED, "Verwerfen")
    moderator.sort_with_keys(KEPT[1], 2)
    expect(moderator.card(KEPT[1]).get_by_label("Thema")).to_have_value(re.compile(r"\d+"))
    moderator.sort_with_keys(KEPT[2], 3)
    expect(moderator.card(KEPT[2]).get_by_label("Thema")).to_have_value(re.compile(r"\d+"))
    moderator.close()
    moderator.reveal()
    for text in KEPT:
        moderator.wall_shows(text)
    moderator.wall_shows_not(HIDDEN)
    moderator.wall_shows_not(DISCARDED)
    hall.ahorn.sees(KEPT[2])
    hall.ahorn.sees_not(HIDDEN)


def choose(hall: Hall) -> None:
    """choice: its options are the themes just made."""
    hall.moderator.go_live("Vertiefung")
    hall.moderator.open()
    hall.ahorn.choose(THEMES[2])
    hall.rodach.choose(THEMES[1])
    hall.itzgrund.choose(THEMES[1])
    hall.moderator.counts(3)
    hall.moderator.close()
    hall.moderator.reveal()
    hall.moderator.wall_shows(THEMES[1])


def finish(hall: Hall, browser: Browser) -> None:
    hall.moderator.press("^Beenden")
    hall.moderator.press("Jetzt beenden")
    hall.ahorn.sees(re.compile("beendet"))
    staff = Leader(browser, hall.server, "staff")
    for kind, read in READERS.items():
        check(kind, read(staff.download(kind)))
    staff.page.goto(f"{staff.url}/w/1/summary")
    check("page", staff.page.locator("main").text_content() or "")
    staff.context.close()


def check(kind: str, text: str) -> None:
    """Every typed text and every count is there; what was taken out is not."""
    flat = re.sub(r"\s+", " ", text)
    for typed in (*WORDS, *KEPT, *THEMES, STATEMENT, "Ahorn", "Bad Rodach", "Itzgrund"):
        assert typed in flat, f"{kind} lacks {typed}"
    for count in COUNTED:
        assert re.search(count, flat), f"{kind} lacks the count {count}"
    for gone in (HIDDEN, DISCARDED):
        assert gone not in flat, f"{kind} shows what was taken out"


# What must stand near each other in every document: a label and its count.
COUNTED = [
    r"Ehrenamt\W{0,6}(anzahl\W+|count\W+|value\W+)?2\b",
    rf"{THEMES[1]}\W{{0,6}}(votes\W+|count\W+|value\W+)?2\b",
    rf"{THEMES[2]}\W{{0,6}}(votes\W+|count\W+|value\W+)?1\b",
]
