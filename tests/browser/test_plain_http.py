"""A whole step over plain http on a host name that is not localhost, as in a town hall's own network.

Such a page is no secure context: nothing may need one, and nothing may ask any other host.
"""

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import segno
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser.people import Moderator, Person, join_code, seat_link
from tests.browser.phones import Mayor
from tests.services.chromium import find_chromium, flags
from tests.services.server import Server

pytestmark = pytest.mark.timeout(90)
HOST = "hall.test"
DECISION = "Empfehlung"
READABLE = "Diese Verbindung ist nicht verschlüsselt; wer im selben WLAN ist, kann mitlesen."
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


def test_a_secret_vote_over_plain_http_says_on_every_page_that_it_can_be_read(far: Browser, hall: Server):
    """The setting lets it be opened; everybody is told, those who lead before they open it."""
    make_secret(hall)
    moderator = Moderator(far, hall, f"http://{HOST}:{hall.port}")
    mayor = Mayor(far, moderator.url, "", "Meeder", link=seat_link(hall, "Meeder"))
    moderator.open_secret(DECISION, READABLE)
    for place in (mayor.page, moderator.page, moderator.wall):
        expect(place.locator("main").get_by_text(READABLE).first).to_be_visible()
    [(state, base)] = rounds_of(hall, DECISION)
    assert (state, base["plain"]) == ("open", True)
    mayor.choose_secretly("Ja")
    mayor.confirm_ballot()
    mayor.receipt()
    assert [*moderator.complaints, *mayor.complaints] == []


def make_secret(hall: Server) -> None:
    with closing(sqlite3.connect(hall.instance / "workshop.db", timeout=10)) as database, database:
        database.execute(
            "UPDATE activity SET config = json_set(config, '$.privacy', 'secret') WHERE title = ?", (DECISION,)
        )


def rounds_of(hall: Server, title: str) -> list[tuple[str, dict]]:
    of_step = "activity_id IN (SELECT id FROM activity WHERE title = ?)"
    query = f"SELECT state, base FROM round WHERE key_print != '' AND {of_step}"
    with closing(sqlite3.connect(hall.instance / "workshop.db", timeout=10)) as database:
        return [(state, json.loads(base)) for state, base in database.execute(query, (title,))]


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


@pytest.fixture(scope="module")
def far(browser: Browser) -> Iterator[Browser]:
    """A browser that finds the hall's name; the name is not localhost, so http is not secure there."""
    named = f"--host-resolver-rules=MAP {HOST} 127.0.0.1"
    chromium = browser.browser_type.launch(executable_path=find_chromium(), args=[*flags(), named])
    yield chromium
    chromium.close()


@pytest.fixture(scope="module")
def hall(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(Path(shutil.copytree(prepared, tmp_path_factory.mktemp("plain") / "instance")))
    made.environ |= {"PUBLIC_URL": f"http://{HOST}:{made.port}", "SECRET_OVER_HTTP": "yes"}
    yield made.start()
    made.kill()
