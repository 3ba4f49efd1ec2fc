"""A whole step over plain http on a host name that is not localhost, as in a town hall's own network.

Such a page is no secure context: nothing may need one, and nothing may ask any other host.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import segno
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser.people import Moderator, Person, join_code
from tests.browser.phones import Mayor
from tests.services.chromium import find_chromium, flags
from tests.services.server import Server

pytestmark = pytest.mark.timeout(90)
HOST = "hall.test"
WORD, CARD = "Zuständigkeit", "Drei Stellen, keine zuständig."


class Witness:
    """Notes what all pages ask for and complain of."""

    def __init__(self) -> None:
        self.hosts: set[str] = set()
        self.complaints: list[str] = []

    def watch(self, person: Person) -> None:
        person.context.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        person.context.on("console", self.hear)
        for page in person.context.pages:
            self.watch_page(page)
        person.context.on("page", self.watch_page)

    def watch_page(self, page: Page) -> None:
        page.on("websocket", lambda socket: self.hosts.add(urlsplit(socket.url).netloc))

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


def test_a_step_is_taken_over_plain_http_without_any_other_host(far: Browser, hall: Server):
    url, code, witness = f"http://{HOST}:{hall.port}", join_code(hall), Witness()
    moderator = Moderator(far, hall, url)
    witness.watch(moderator)
    assert address_on_the_wall(moderator) == f"{url}/j/{code}"
    mayor = Mayor(far, url, code, "Ahorn")
    witness.watch(mayor)
    mayor.page.reload()
    assert mayor.page.evaluate("isSecureContext") is False
    say_and_see(moderator, mayor)
    write_and_see(moderator, mayor)
    assert witness.hosts == {urlsplit(url).netloc}
    assert [*witness.complaints, *moderator.complaints, *mayor.complaints] == []


def say_and_see(moderator: Moderator, mayor: Mayor) -> None:
    moderator.begin("Ankommen")
    mayor.say(WORD)
    moderator.close()  # open, the wall changes with every fifth voice alone
    moderator.wall_shows(WORD)
    expect(mayor.page.get_by_role("heading", name="Ergebnis")).to_be_visible()
    mayor.sees(WORD)


def write_and_see(moderator: Moderator, mayor: Mayor) -> None:
    moderator.begin("Beispiele und Hürden")
    mayor.write_card(CARD)
    moderator.close()
    moderator.reveal()
    moderator.wall_shows(CARD)
    mayor.sees(CARD)


def address_on_the_wall(moderator: Moderator) -> str:
    """Return what the QR code on the join slide says, known by drawing the expected one beside it."""
    moderator.show_join()
    drawn = moderator.wall.get_by_role("img", name="QR-Code").locator("path").get_attribute("d") or ""
    host = moderator.wall.locator(".join__host").inner_text()
    code = re.sub(r"^Code\s*", "", moderator.wall.locator(".join__code").inner_text()).strip()
    address = f"http://{host}/j/{code}"
    rows = segno.make(address, error="m", micro=False).matrix
    expected = {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}
    assert {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)", drawn)} == expected
    return address


@pytest.fixture
def far(browser: Browser) -> Iterator[Browser]:
    """A browser that finds the hall's name; the name is not localhost, so http is not secure there."""
    named = f"--host-resolver-rules=MAP {HOST} 127.0.0.1"
    chromium = browser.browser_type.launch(executable_path=find_chromium(), args=[*flags(), named])
    yield chromium
    chromium.close()


@pytest.fixture
def hall(prepared: Path, tmp_path: Path) -> Iterator[Server]:
    made = Server(Path(shutil.copytree(prepared, tmp_path / "instance")))
    made.environ["PUBLIC_URL"] = f"http://{HOST}:{made.port}"
    yield made.start()
    made.kill()
