"""The whole day of Coburg: ten steps, the chain from cards to measures, two rounds, two who lead, one who comes late.

Once as people do it with mouse and thumb, and once by keyboard alone.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.hands import Hands, Keyboard, Mouse
from tests.browser.papers import READERS
from tests.browser.people import LAPTOP, WALL, Person, first_log_in, join_code
from tests.browser.phones import Mayor
from tests.services.server import Server, run_command

pytestmark = pytest.mark.timeout(420)

BUS, LATE, TWO = (
    "Der letzte Bus fährt um 17 Uhr.",
    "Von Zuweisungen erfahren wir zu spät.",
    "Zwei Stellen sind zuständig.",
)
ROADS, NEWS = "Unterwegs", "Frühzeitig informieren"
PROPOSAL, DEPARTMENT = "Rufbus zu den Sprachkursen prüfen", "ÖPNV"
STATEMENT = "Wohnen"
REASON = "Bei uns stehen Wohnungen leer."
LESSON = "Die anderen haben dieselben Sorgen."

SECOND, SENTENCE = "neu@example.org", "noch ein langer Satz"


@dataclass
class Day:
    """Who is there and with what hands they work."""

    browser: Browser
    server: Server
    hands: Hands
    code: str
    leader: Person
    wall: Page
    mayors: list[Mayor]

    @property
    def cockpit(self) -> Page:
        return self.leader.page

    def live(self, title: str) -> None:
        """Move the room to a step: look at it in the agenda, then make it live."""
        step = self.cockpit.get_by_role("navigation", name="Tagesordnung").get_by_role("button", name=re.compile(title))
        self.hands.press(step)
        self.do("Live schalten")
        expect(self.cockpit.locator("#step-title")).to_have_text(title)
        for mayor in self.mayors:
            mayor.at(title)

    def do(self, name: str) -> None:
        """Press what the cockpit offers."""
        self.hands.press(self.cockpit.get_by_role("button", name=re.compile(name)).first)

    def open(self, title: str) -> None:
        self.live(title)
        self.do("Eingabe öffnen")
        expect(button(self.cockpit, "Eingabe schließen")).to_be_visible()

    def finish(self, given: int | None = None) -> None:
        """Wait until all have given, close, and show what came of it."""
        if given:
            expect(self.cockpit.locator(".centre__count")).to_contain_text(f"{given} von 17")
        self.do("Eingabe schließen")
        self.do("aufdecken")
        expect(button(self.cockpit, "verbergen")).to_be_visible()

    def each(self, *answers: str) -> Iterator[tuple[Mayor, str]]:
        return zip(self.mayors, answers, strict=True)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=re.compile(name)).first


@pytest.mark.parametrize("hands", [Mouse(), Keyboard()], ids=["by mouse and thumb", "by keyboard alone"])
def test_the_whole_day(browser: Browser, server: Server, hands: Hands):
    day = begin(browser, server, hands)
    arrive(day)
    judge_twice(day)
    write_cards(day)
    arrange(day)
    choose(day)
    second = take_over(day)
    late = come_late(day)
    share_points(day)
    rank(day)
    decide(day)
    agree_on_measures(day)
    look_back(day)
    end(day)
    people = [day.leader, second, late, *day.mayors]
    assert [one for person in people for one in person.complaints] == []


def begin(browser: Browser, server: Server, hands: Hands) -> Day:
    leader = sign_in(browser, server, hands, *first_log_in(server.instance, "owner"))
    wall = leader.open_window()
    wall.set_viewport_size(WALL)
    wall.goto(f"{server.url}/w/1/screen")
    expect(wall.locator(".stage")).to_be_visible()
    code = join_code(server)
    return Day(browser, server, hands, code, leader, wall, [mayor(browser, server, hands, code, "Ahorn")])


def sign_in(browser: Browser, server: Server, hands: Hands, login: str, password: str) -> Person:
    """Sign in and go to the cockpit."""
    person = Person(browser, server.url, LAPTOP, hands.script)
    person.page.goto(f"{server.url}/login")
    hands.write(person.page.locator("[name=login]"), login)
    hands.write(person.page.locator("[name=password]"), password)
    person.page.keyboard.press("Enter")
    person.page.wait_for_url("**/series**")
    person.page.goto(f"{server.url}/w/1/cockpit")
    expect(person.page.get_by_role("heading", name="Tagesordnung")).to_be_visible()
    return person


def mayor(browser: Browser, server: Server, hands: Hands, code: str, seat: str) -> Mayor:
    """Come in by the room's code, find one's seat, say who one is."""
    came = Mayor.__new__(Mayor)
    Person.__init__(came, browser, server.url, {"width": 390, "height": 844}, hands.script)
    came.page.goto(f"{server.url}/j/{code}")
    hands.press(came.page.get_by_role("link", name=re.compile(f"^{seat}")))
    hands.press(button(came.page, "Bürgermeister"))
    came.page.wait_for_url("**/w/1")
    expect(came.page.locator("main")).to_contain_text(seat)
    return came


def arrive(day: Day) -> None:
    """words: they stand on the wall as they come."""
    day.mayors += [mayor(day.browser, day.server, day.hands, day.code, seat) for seat in ("Meeder", "Seßlach")]
    day.open("Ankommen")
    for one, word in day.each("Geduld", "Ehrenamt", "geduld"):
        day.hands.write(one.word(1), word)
        one.page.keyboard.press("Enter")
        one.sees("gespeichert")
    day.do("Eingabe schließen")  # without names it moves by five voices; these are three
    expect(day.wall.locator("main")).to_contain_text("Geduld")


def judge_twice(day: Day) -> None:
    """scale: silent, then a reason of the one far from the middle, then once more, with an arrow."""
    day.open("Lagebild")
    for one, value in day.each("4", "4", "1"):
        rate(day, one, value)
    day.finish(3)
    far = day.mayors[2]
    day.hands.write(far.page.get_by_role("textbox", name=STATEMENT), REASON)
    day.hands.press(button(far.page, "^Senden"))
    day.hands.press(day.cockpit.locator(f'article[aria-label="{REASON}"]').get_by_role("button", name="Freigeben"))
    expect(day.mayors[0].page.locator("main")).to_contain_text(REASON)
    day.do("Runde 2 beginnen")
    day.do("Eingabe öffnen")
    for one, value in day.each("3", "3", "3"):
        rate(day, one, value)
    day.finish(3)
    day.mayors[0].sees("Runde 1: 4 → Runde 2: 3")


def rate(day: Day, one: Mayor, value: str) -> None:
    group = one.page.get_by_role("group", name=STATEMENT)
    day.hands.choose(group.get_by_role("radio", name=value, exact=True))
    expect(group.get_by_text(re.compile(r"\d\d:\d\d")).first).to_be_visible()


def write_cards(day: Day) -> None:
    """cards: each sits at a table; one board in the end."""
    day.open("Beispiele und Hürden")
    for table, (one, text) in enumerate(day.each(BUS, LATE, TWO), start=1):
        day.hands.press(one.page.get_by_role("button", name=f"Tisch {table}", exact=True))
        day.hands.choose(one.page.get_by_role("radio", name=re.compile("Frage 2")))
        day.hands.write(one.new_card(), text)
        day.hands.press(button(one.page, "Karte senden"))
        expect(one.card(text)).to_contain_text("gespeichert")
    day.finish(3)


def arrange(day: Day) -> None:
    """Two themes; the cards go into them by their number or by the mouse, and one comes back and goes again."""
    day.live("Ordnen")
    for theme in (ROADS, NEWS):
        day.hands.write(day.cockpit.get_by_label("Neues Thema"), theme)
        day.cockpit.keyboard.press("Enter")
        expect(day.cockpit.get_by_role("region", name=re.compile("^Themen")).get_by_text(theme).first).to_be_visible()
    for count, (text, number) in enumerate(((BUS, "1"), (LATE, "2"), (TWO, "2")), start=1):
        sort(day, text, number)
        are_sorted(day, count)
    day.do("^Rückgängig: Karte einsortiert")
    are_sorted(day, 2)
    sort(day, TWO, "2")
    are_sorted(day, 3)
    day.do("aufdecken")
    expect(day.wall.locator("main")).to_contain_text(LATE)


def sort(day: Day, text: str, number: str) -> None:
    card = day.cockpit.locator(f'article[aria-label="{text}"]')
    if isinstance(day.hands, Mouse):
        return card.locator(".slip__text").drag_to(day.cockpit.locator(".theme").nth(int(number) - 1))
    to_card(day, card)
    return day.cockpit.keyboard.press(number)


def are_sorted(day: Day, count: int) -> None:
    expect(day.cockpit.locator(".themes__sum")).to_have_text(f"{count} Karte{'n' if count > 1 else ''}")


def to_card(day: Day, card: Locator) -> None:
    """K goes to the cards, the arrows from one to the next."""
    assert isinstance(day.hands, Keyboard)
    day.hands.reach(button(day.cockpit, "^Hilfe"))
    day.cockpit.keyboard.press("k")
    for _ in range(9):
        if card.evaluate("el => el === document.activeElement"):
            return
        day.cockpit.keyboard.press("ArrowDown")
    day.cockpit.keyboard.press("Home")
    expect(card).to_be_focused()


def choose(day: Day) -> None:
    """choice: its options are the themes."""
    day.open("Vertiefung")
    for one, theme in day.each(ROADS, NEWS, NEWS):
        day.hands.choose(one.page.get_by_role("radio", name=theme))
        one.sees("gespeichert")
    day.finish(3)
    expect(day.wall.locator("main")).to_contain_text(NEWS)


def take_over(day: Day) -> Person:
    """Somebody else of the team takes over in the middle; what is done from now on they do."""
    first = day.leader
    account = ("--name", "Frau Neu", "--series", "1", "--password", SENTENCE)
    run_command("user", "add", SECOND, *account, env=day.server.environ)
    second = sign_in(day.browser, day.server, day.hands, SECOND, SENTENCE)
    day.hands.press(second.page.locator(".head__lead"))
    day.hands.press(second.page.get_by_role("dialog").get_by_role("button", name="Leitung übernehmen", exact=True))
    expect(second.page.locator(".head__lead")).to_have_text("Sie leiten")
    expect(first.page.locator(".head__lead")).to_contain_text("Es leitet:")
    day.leader = second
    return first


def come_late(day: Day) -> Mayor:
    """Who comes now is told what happened and what is decided, and gives what can still be given."""
    late = mayor(day.browser, day.server, day.hands, day.code, "Itzgrund")
    story = late.page.locator(".story")
    expect(story).to_contain_text("Was bisher geschah")
    expect(story).to_contain_text("2 LagebildVorn: Wohnen")
    expect(story).to_contain_text("3 Beispiele und Hürden3 Beiträge")
    day.hands.press(button(late.page, "Verstanden"))
    expect(story).to_have_count(0)
    day.open("Schwerpunkte")
    give_points(day, late, NEWS)
    expect(day.cockpit.locator(".centre__count")).to_contain_text("1 von 17")
    return late


def share_points(day: Day) -> None:
    """dots: on the themes, and the page says whose they are."""
    for one, theme in day.each(NEWS, NEWS, ROADS):
        one.sees("Beispiele und Hürden")
        give_points(day, one, theme)
    day.finish(4)
    expect(day.wall.locator("main")).to_contain_text(NEWS)


def give_points(day: Day, one: Mayor, theme: str) -> None:
    more = one.page.get_by_role("group", name=theme).get_by_role("button", name="Einen Punkt für")
    for _ in range(2):
        day.hands.press(more)
    one.sees("gespeichert")


def rank(day: Day) -> None:
    """ranking: of what got points, the most first; by buttons that move up."""
    day.open("Rangfolge")
    for one in day.mayors:
        one.sees("Aus Schritt 6 · Schwerpunkte")
        day.hands.press(one.page.get_by_role("button", name=f"{ROADS} nach oben"))
        day.hands.press(button(one.page, "Reihenfolge absenden"))
        one.sees("gespeichert")
    day.finish(3)
    expect(day.wall.locator(".places__row").nth(1)).to_contain_text(ROADS)


def decide(day: Day) -> None:
    """resolution: by roll call, as it was said beforehand; with five more who are there it makes a quorum."""
    come_in(day, 5)
    day.open("Empfehlung")
    for one, answer in day.each("Ja", "Nein", "Ja"):
        one.sees("Namentliche Abstimmung")
        day.hands.choose(one.page.get_by_role("radio", name=re.compile(f"^{answer}")))
        one.sees("gespeichert")
    day.finish(3)
    for page in (day.wall, day.mayors[1].page):
        expect(page.locator("main")).to_contain_text("Angenommen")
    day.mayors[1].sees("Meeder")


def come_in(day: Day, seats: int) -> None:
    """Let the first free seats come by the code; they only listen."""
    door = f"{day.server.url}/api/join"
    with urlopen(f"{door}?code={day.code}") as answer:
        free = [seat["id"] for seat in json.load(answer)["seats"] if not seat["taken"]]
    for seat in free[:seats]:
        wish = json.dumps({"code": day.code, "seat": seat}).encode()
        urlopen(Request(door, wish, {"Content-Type": "application/json"})).close()


def agree_on_measures(day: Day) -> None:
    """measures: proposed on the phone with the decision it follows from, taken up and assigned in the cockpit."""
    day.open("Maßnahmen")
    one = day.mayors[0]
    follows = one.page.get_by_label("Folgt aus").first
    day.hands.select(follows, follows.locator("option").nth(1).inner_text())
    day.hands.write(one.page.get_by_label("Neuer Vorschlag"), PROPOSAL)
    day.hands.press(button(one.page, "Vorschlag senden"))
    expect(one.page.get_by_role("listitem").filter(has_text=PROPOSAL)).to_contain_text("gespeichert")
    adopt = day.cockpit.locator(f'article[aria-label="{PROPOSAL}"]').get_by_role("button", name="Übernehmen")
    day.hands.press(adopt)
    day.hands.write(day.cockpit.get_by_label("Verantwortlich, Maßnahme 1").last, DEPARTMENT)
    day.cockpit.keyboard.press("Tab")
    expect(day.cockpit.get_by_role("listitem", name="Maßnahme 1")).to_contain_text("gespeichert")
    day.finish()
    expect(day.wall.locator("main")).to_contain_text(DEPARTMENT)


def look_back(day: Day) -> None:
    """feedback: a rating and a text in one form."""
    day.open("Abschluss")
    for one, value in day.each("5", "4", "5"):
        group = one.page.get_by_role("group", name="Der Austausch heute")
        day.hands.choose(group.get_by_role("radio", name=value, exact=True))
        expect(group.get_by_text(re.compile(r"\d\d:\d\d")).first).to_be_visible()
    part = day.mayors[0].page.locator(".feedback__part", has_text="Was nehmen Sie mit?")
    day.hands.write(part.get_by_role("textbox"), LESSON)
    day.hands.press(part.get_by_role("button", name=re.compile("senden")))
    expect(part.get_by_role("listitem").filter(has_text=LESSON)).to_contain_text("gespeichert")
    day.finish(3)
    expect(day.wall.locator("main")).to_contain_text(LESSON)


def end(day: Day) -> None:
    """All of it stands in all documents."""
    day.do("^Beenden")
    day.do("Jetzt beenden")
    day.mayors[0].sees("beendet")
    for kind, read in READERS.items():
        answer = day.cockpit.request.get(f"{day.server.url}/w/1/download/{kind}")
        flat = re.sub(r"\s+", " ", read(answer.body()))
        for text in (BUS, LATE, REASON, NEWS, PROPOSAL, DEPARTMENT, LESSON, "Angenommen", f"Aus „{ROADS}“"):
            assert text in flat, f"{kind} lacks {text}"
