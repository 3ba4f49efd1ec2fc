"""People in front of a browser, in the words of the workshop: a moderator, mayors, staff."""

import re
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.services.server import Server

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1366, "height": 768}
WALL = {"width": 1920, "height": 1080}


class Person:
    """Somebody with a browser of their own; what the page complains of is kept."""

    def __init__(self, browser: Browser, url: str, viewport: dict[str, int]) -> None:
        self.context: BrowserContext = browser.new_context(viewport=viewport, locale="de-DE")  # type: ignore[arg-type]
        self.url = url
        self.page = self.open_tab()

    def open_tab(self) -> Page:
        page = self.context.new_page()
        self.complaints: list[str] = []
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

    def __init__(self, browser: Browser, server: Server, role: str) -> None:
        super().__init__(browser, server.url, LAPTOP)
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

    def __init__(self, browser: Browser, server: Server) -> None:
        super().__init__(browser, server, "owner")
        self.page.goto(f"{self.url}/w/1/cockpit")
        expect(self.page.get_by_role("heading", name="Tagesordnung")).to_be_visible()
        self.wall = self.open_tab()
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
        expect(self.page.get_by_role("button", name=re.compile("aufdecken|verbergen")).first).to_be_visible()

    def reveal(self) -> None:
        self.press("aufdecken")
        expect(self.page.get_by_role("button", name=re.compile("verbergen")).first).to_be_visible()

    def counts(self, given: int) -> None:
        expect(self.page.locator(".centre__count")).to_contain_text(f"{given} von 17")

    def show(self, which: str) -> None:
        """Choose which cards lie on the table: Neu, Alle, Ausgeblendet."""
        self.page.get_by_role("button", name=re.compile(f"^{which} ")).click()

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

    def wall_shows(self, text: str) -> None:
        expect(self.wall.locator("main")).to_contain_text(text)

    def wall_shows_not(self, text: str) -> None:
        expect(self.wall.locator("main")).not_to_contain_text(text)


class Mayor(Person):
    """Takes part on a phone."""

    def __init__(self, browser: Browser, url: str, code: str, seat: str, capacity: str = "Bürgermeister") -> None:
        super().__init__(browser, url, PHONE)
        self.page.goto(f"{url}/j/{code}")
        self.page.get_by_role("link", name=re.compile(f"^{seat}")).click()
        self.press(capacity)
        self.page.wait_for_url("**/w/1")
        expect(self.page.locator("main")).to_contain_text(seat)

    def at(self, title: str) -> None:
        expect(self.page.get_by_role("heading", name=title, level=1)).to_be_visible()

    def say(self, *words: str) -> None:
        for slot, word in enumerate(words, start=1):
            self.page.get_by_label(f"Wort {slot}").fill(word)
            self.page.keyboard.press("Enter")
        expect(self.page.get_by_text("gespeichert").first).to_be_visible()

    def rate(self, statement: str, value: str) -> None:
        group = self.page.get_by_role("group", name=statement)
        group.get_by_role("radio", name=value, exact=True).check(force=True)
        expect(group.get_by_text(re.compile(r"\d\d:\d\d")).first).to_be_visible()

    def choose(self, option: str) -> None:
        self.page.get_by_role("radio", name=option).check(force=True)
        expect(self.page.get_by_text("gespeichert").first).to_be_visible()

    def turn_to(self, question: int) -> None:
        self.page.get_by_role("radio", name=re.compile(f"Frage {question}")).check(force=True)

    def type_card(self, text: str) -> None:
        self.page.get_by_label("Neue Karte").press_sequentially(text)

    def send_card(self) -> None:
        self.press("Karte senden")

    def write_card(self, text: str) -> None:
        self.page.get_by_label("Neue Karte").fill(text)
        self.send_card()
        expect(self.page.get_by_role("listitem").filter(has_text=text)).to_contain_text("gespeichert")


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
