"""The workshop's room, open all day: a server, a bad line before it, a moderator at the cockpit.

Tests take turns in it, each with people and a round of its own.
"""

from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, Page

from tests.browser.people import WALL, Moderator, Person, join_code, seat_link
from tests.browser.phones import Deputy, Guest, Mayor
from tests.services.proxy import Proxy
from tests.services.server import Server

Met = TypeVar("Met", bound=Person)


class Room:
    """``line.url`` leads to the same server as ``server.url``, until the line is hurt."""

    def __init__(self, browser: Browser, instance: Path) -> None:
        self.browser = browser
        self.server = Server(instance)
        self.line = Proxy(self.server.port)
        self.server.environ["ORIGINS"] = self.line.url
        self.server.start()
        self.code = join_code(self.server)
        self.moderator = Moderator(browser, self.server)
        self.moderator.wall.close()  # drawn without a graphics card, it would take the most time
        self.people: list[Person] = []

    def mayor(self, seat: str, capacity: str = "Bürgermeister", url: str = "", script: str = "") -> Mayor:
        """Somebody with the personal link of a seat: by the code a seat is free only once."""
        link = seat_link(self.server, seat)
        return self.met(Mayor(self.browser, url or self.server.url, "", seat, capacity, script, link))

    def deputy(self, seat: str) -> Deputy:
        """Who stands in for a seat, also while its mayor is inside."""
        link = seat_link(self.server, seat)
        return self.met(Deputy(self.browser, self.server.url, "", seat, "", link))

    def guest(self, name: str) -> Guest:
        return self.met(Guest(self.browser, self.server.url, self.code, name))

    def open_wall(self) -> Page:
        """Open the projector's page, for a test that looks at it."""
        wall = self.moderator.open_window()
        wall.set_viewport_size(WALL)  # type: ignore[arg-type]
        wall.goto(f"{self.server.url}/w/1/screen")
        return wall

    def met(self, person: Met) -> Met:
        """Know somebody, so that they leave after the test."""
        self.people.append(person)
        return person

    def part(self) -> list[str]:
        """Let everybody but the moderator go, and return what their pages complained of."""
        complaints = [one for person in (self.moderator, *self.people) for one in person.complaints]
        for person in self.people:
            person.context.close()
        self.people.clear()
        self.line.restore()
        return complaints

    def close(self) -> None:
        self.server.kill()
        self.line.close()
        for person in (self.moderator, *self.people):
            person.context.close()
