"""People in front of a browser, in the words of the workshop: a moderator, staff; mayors stand in phones.py."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from sqlalchemy import create_engine, select

from tests.services.server import Server
from workshop.models import Seat
from workshop.tokens import Tokens

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1366, "height": 768}
WALL = {"width": 1920, "height": 1080}


class Person:
    """Somebody with a browser of their own; what the page complains of is kept."""

    def __init__(self, browser: Browser, url: str, viewport: dict[str, int], script: str = "", **options: Any) -> None:
        """Open a browser; ``script`` runs in every page before its own, ``options`` go to the context."""
        options = {"viewport": viewport, "locale": "de-DE", **options}
        self.context: BrowserContext = browser.new_context(**options)
        if script:
            self.context.add_init_script(script)
        self.url = url
        self.complaints: list[str] = []
        self.page = self.open_tab()

    def open_tab(self) -> Page:
        return self.heard(self.context.new_page())

    def open_window(self) -> Page:
        """Open a window beside the page; a page behind another tab draws, and can be clicked, once a second."""
        with self.context.expect_page() as opened:
            self.page.evaluate("open('about:blank', '_blank', 'popup')")
        return self.heard(opened.value)

    def heard(self, page: Page) -> Page:
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=re.compile(name)).first.click()

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def sees_not(self, text: str) -> None:
        expect(self.page.locator("main")).not_to_contain_text(text)


class Leader(Person):
    """Somebody with an account."""

    def __init__(self, browser: Browser, server: Server, role: str, url: str = "") -> None:
        super().__init__(browser, url or server.url, LAPTOP)
        login, password = first_log_in(server.instance, role)
        self.page.goto(f"{self.url}/login")
        self.page.fill("[name=login]", login)
        self.page.fill("[name=password]", password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/series**")

    def download(self, kind: str) -> bytes:
        """Return a document of the workshop, fetched with the browser's own log-in."""
        answer = self.page.request.get(f"{self.url}/w/1/download/{kind}")
        assert answer.ok, answer.text()[:300]
        return answer.body()


class Moderator(Leader):
    """Leads from the cockpit; ``wall`` is the projector in the same browser."""

    def __init__(self, browser: Browser, server: Server, url: str = "") -> None:
        super().__init__(browser, server, "owner", url)
        self.page.goto(f"{self.url}/w/1/cockpit")
        expect(self.page.get_by_role("heading", name="Tagesordnung")).to_be_visible()
        self.wall = self.open_window()
        self.wall.set_viewport_size(WALL)  # type: ignore[arg-type]
        self.wall.goto(f"{self.url}/w/1/screen")

    def go_live(self, title: str) -> None:
        """Preview a step, then move the room to it."""
        agenda = self.page.get_by_role("navigation", name="Tagesordnung")
        agenda.get_by_role("button", name=re.compile(title)).click()
        self.press("Live schalten")
        expect(agenda.get_by_role("button", name=re.compile(f"{title}.*läuft live"))).to_be_visible()

    def open(self) -> None:
        self.press("Eingabe öffnen")
        expect(self.page.get_by_role("button", name=re.compile("Eingabe schließen"))).to_be_visible()

    def close(self) -> None:
        self.press("Eingabe schließen")
        expect(self.action("Eingabe schließen")).to_have_count(0)
        expect(self.page.get_by_role("button", name=re.compile("aufdecken|verbergen")).first).to_be_visible()

    def action(self, name: str) -> Locator:
        """Return what can be done with the live step, if it is legal now."""
        return self.page.get_by_role("group", name="Was jetzt möglich ist").get_by_role("button", name=re.compile(name))

    def begin(self, title: str) -> None:
        """Make a step live and open, whatever was before."""
        if title not in self.page.locator("#step-title").all_inner_texts():
            self.go_live(title)
        expect(self.page.locator("#step-title")).to_have_text(title)
        if self.action("beginnen").count():
            self.action("beginnen").click()
        if not self.action("Eingabe schließen").count():
            self.action("öffnen").click()
        expect(self.action("Eingabe schließen")).to_be_visible()

    def open_secret(self, title: str, *warnings: str) -> None:
        """Make a secret step live and open, in a new round if the last one is over; be told the warnings before."""
        if title not in self.page.locator("#step-title").all_inner_texts():
            self.go_live(title)
        expect(self.page.locator("#step-title")).to_have_text(title)
        if self.action("beginnen").count():
            self.action("beginnen").click()
        self.action("^Geheime Abstimmung öffnen").click()
        for words in warnings:
            expect(self.page.get_by_role("dialog")).to_contain_text(words)
        self.do_finally("Geheime Abstimmung öffnen")
        expect(self.action("^Abstimmung schließen")).to_be_visible()

    def close_secret(self) -> None:
        """Close a secret vote; with enough ballots it is counted by itself."""
        self.action("^Abstimmung schließen").click()
        self.do_finally("Abstimmung schließen")

    def annul(self, reason: str) -> None:
        self.press("Für ungültig erklären")
        self.page.get_by_role("textbox", name="Grund").fill(reason)
        self.do_finally("Für ungültig erklären")
        self.sees(reason)

    def do_finally(self, name: str) -> None:
        """Say yes to the question before something final."""
        self.page.get_by_role("dialog").get_by_role("button", name=name).click()
        expect(self.page.get_by_role("dialog")).to_be_hidden()

    def reveal(self) -> None:
        self.press("aufdecken")
        expect(self.page.get_by_role("button", name=re.compile("verbergen")).first).to_be_visible()

    def counts(self, given: int) -> None:
        expect(self.page.locator(".centre__count")).to_contain_text(f"{given} von 17")

    def show(self, which: str) -> None:
        """Choose which cards lie on the table: Neu, Alle, Ausgeblendet."""
        self.page.get_by_role("button", name=re.compile(rf"^{which} \d")).click()

    def card(self, text: str):
        return self.page.locator(f'article[aria-label="{text}"]')

    def do_to(self, text: str, action: str) -> None:
        self.card(text).get_by_role("button", name=re.compile(action)).click()

    def new_theme(self, title: str) -> None:
        self.page.get_by_label("Neues Thema").fill(title)
        self.page.keyboard.press("Enter")
        themes = self.page.get_by_role("region", name=re.compile("^Themen"))
        expect(themes.get_by_text(title).first).to_be_visible()

    def sort_with_keys(self, text: str, number: int) -> None:
        """Put a card into a theme as somebody does who has no mouse."""
        self.card(text).focus()
        self.page.keyboard.press(str(number))

    def write_down(self, key: str, words: str) -> None:
        """Write a line down beside the agenda; the key says which kind."""
        self.page.locator("#agenda-title").click()  # out of any field
        self.page.keyboard.press(key)
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#capture-text")).to_have_value("")
        self.page.keyboard.press("Escape")

    def show_speakers(self) -> None:
        """Let the wall show who speaks and who is next."""
        self.press("^Redeliste")
        self.page.get_by_role("dialog").get_by_label("Auf der Leinwand zeigen").check()
        self.page.keyboard.press("Escape")
        expect(self.page.get_by_role("dialog")).to_be_hidden()

    def show_join(self) -> None:
        """Bring the join slide onto the wall, if it is not there."""
        switch = self.page.get_by_role("button", name=re.compile("Einwahl zeigen"))
        if switch.get_attribute("aria-pressed") == "false":
            switch.click()
        expect(switch).to_have_attribute("aria-pressed", "true")

    def premoderate(self) -> None:
        """Let cards wait for a yes, or no longer."""
        self.page.get_by_text("Erst prüfen").click()

    def remove_guest(self, name: str) -> None:
        self.press("Gast|Gäste")
        row = self.page.get_by_role("dialog").get_by_role("listitem").filter(has_text=name)
        row.get_by_role("button", name="Entfernen").click()
        row.get_by_role("button", name="Wirklich entfernen").click()
        expect(row).to_have_count(0)
        self.page.get_by_role("button", name="Schließen", exact=True).click()

    def end(self) -> None:
        self.press("^Beenden")
        self.press("Jetzt beenden")
        expect(self.page.get_by_role("heading", name="Der Workshop ist beendet")).to_be_visible()

    def open_room_again(self) -> None:
        self.press("Raum wieder öffnen")
        expect(self.page.get_by_role("button", name="Raum wieder öffnen")).to_have_count(0)

    def screen_link(self) -> str:
        """Return the address of the screen for a computer that is not signed in."""
        self.press("Leinwand")
        link = self.page.get_by_label("Adresse für einen anderen Rechner").input_value()
        self.page.get_by_role("button", name="Schließen", exact=True).click()
        return link

    def wall_shows(self, text: str) -> None:
        expect(self.wall.locator("main")).to_contain_text(text)

    def wall_shows_not(self, text: str) -> None:
        expect(self.wall.locator("main")).not_to_contain_text(text)


def first_log_in(instance: Path, role: str) -> tuple[str, str]:
    """Return login and password of the first account with a role."""
    text = (instance / "first-log-ins.txt").read_text(encoding="utf-8")
    found = re.search(rf"^{role}: (\S+) / (\S+)$", text, re.MULTILINE)
    assert found, f"no {role} in the first log-ins"
    return found[1], found[2]


def join_code(server: Server) -> str:
    """Return the code that the start printed."""
    found = re.search(r"/j/(\S+)", server.log)
    assert found, server.log
    return found[1]


def seat_link(server: Server, seat: str, issue: int = 1) -> str:
    """Return the path of the personal link of the seat whose name begins so, as its place card has it."""
    engine = create_engine(f"sqlite:///{server.instance / 'workshop.db'}")
    with engine.connect() as connection:
        number = connection.scalars(
            select(Seat.id).where(Seat.name.startswith(seat), Seat.removed_at.is_(None))
        ).first()
    engine.dispose()
    secret = (server.instance / "secret-key").read_text().strip()
    return f"/seat#{Tokens(secret).seat_link(number or 0, issue)}"
