"""A moderator in a cockpit: signs in through the page, leads through the socket."""

import asyncio
import http.cookiejar
import re
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import Any

from tests.faults.conftest import Hall
from tests.services.server import Server
from workshop.rehearsal.wire import Line, connect

CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
PATIENCE = 20.0  # seconds; against hanging only


class Moderator:
    """``state`` is the last picture of the cockpit, whose revision commands carry; ``rows``: texts of the live step."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.state: dict[str, Any] = {}
        self.rows: dict[int, dict[str, Any]] = {}
        self.heard: list[tuple[float, str, Any]] = []
        self.line: Line

    @classmethod
    async def enter(cls, hall: Hall, cookies: str = "") -> "Moderator":
        """Sign in, unless somebody's cookies are there, and open the cockpit of the hall."""
        moderator = cls(hall)
        cookies = cookies or await asyncio.to_thread(sign_in, hall.server)
        headers = {"Cookie": cookies, "Origin": hall.server.url}
        query = {"w": hall.workshop, "as": "cockpit"}
        moderator.line = await connect(hall.server.url, query, {}, moderator._on_event, headers)
        await moderator.until(lambda: bool(moderator.state))
        return moderator

    async def tell(self, command: str, **payload: Any) -> dict[str, Any]:
        """Give a command; it must be accepted."""
        payload["expected"] = self.state["revision"]
        answer = await asyncio.wait_for(self.line.call(command, payload), PATIENCE)
        assert answer.get("ok"), answer
        await self.until(lambda: self.state["revision"] > payload["expected"])
        return answer

    async def until(self, is_so: Callable[[], bool], patience: float = PATIENCE) -> None:
        async with asyncio.timeout(patience):
            while not is_so():
                await asyncio.sleep(0.01)

    def told(self, event: str) -> list[Any]:
        return [payload for _, name, payload in self.heard if name == event]

    @property
    def step(self) -> dict[str, Any]:
        return next(step for step in self.state["steps"] if step["activity"] == self.hall.activity)

    @property
    def round(self) -> int:
        return self.step["round"]

    def _on_event(self, line: Line, name: str, payload: Any) -> None:
        self.heard.append((asyncio.get_running_loop().time(), name, payload))
        if name == "state" and payload["audience"] == "cockpit":
            self.state = payload
        if name == "results" and payload["audience"] == "cockpit":
            kept = {} if payload["since"] is None else self.rows
            told = {row["id"]: row for row in payload["rows"] or ()}
            self.rows = {number: row for number, row in (kept | told).items() if number not in payload["gone"]}


def sign_in(server: Server, account: int = 0) -> str:
    """Return the cookies of a moderator who came through the log-in page; ``account`` counts the first log-ins."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(f"{server.url}/login").read().decode()
    csrf = CSRF.search(page)
    assert csrf, "the log-in page has no token"
    login, password = first_log_in(server, account)
    form = {"csrf_token": csrf[1], "login": login, "password": password}
    browser.open(f"{server.url}/login", urllib.parse.urlencode(form).encode()).close()
    return "; ".join(f"{one.name}={one.value}" for one in jar)


def first_log_in(server: Server, account: int = 0) -> tuple[str, str]:
    """Return a log-in, the owner's first, from the file that `workshop prepare` leaves."""
    text = (server.instance / "first-log-ins.txt").read_text()
    login, _, password = text.splitlines()[account].partition(": ")[2].partition(" / ")
    return login, password
