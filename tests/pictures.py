"""Take the pictures of the pages: a real workshop, run by keys in a real browser.

`make pictures` puts those that the README shows into docs/pictures and all of them, light and
dark, into build/pictures. It must not check anything: that is what tests are for.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from config import ROOT
from tests.services.chromium import find_chromium, flags
from tests.services.server import COMMAND, Server, prepare

ALL = ROOT / "build" / "pictures"
README = ROOT / "docs" / "pictures"
SHOWN = {"phone-scale": "phone", "cockpit-cards-two-open": "cockpit", "screen-scale-result": "screen"}
PHONE, LAPTOP, PROJECTOR = (390, 844), (1366, 768), (1920, 1080)
ARRIVAL = 7_000  # milliseconds until all mayors are in
ANSWERS = 14_000  # milliseconds in which the mayors have answered a step
SETTLE = 700  # milliseconds until a change is drawn
ARRANGED = "cards-two"
THEMES = ("Zuständigkeiten klären", "Begegnung ermöglichen", "Wohnraum gewinnen")  # Beispieldaten
STEPS = ("words", "scale", "cards", "cards-two", "choice")


def main() -> None:
    shutil.rmtree(ALL, ignore_errors=True)
    ALL.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as made, sync_playwright() as driver:
        server = Server(Path(made))
        prepare(server.instance)
        browser = driver.chromium.launch(executable_path=find_chromium(), args=flags())
        try:
            take(browser, server.start())
        finally:
            server.stop()
    README.mkdir(parents=True, exist_ok=True)
    for name, shown in SHOWN.items():
        shutil.copy(ALL / f"{name}-light.png", README / f"{shown}.png")


def take(browser: Browser, server: Server) -> None:
    cockpit, screen, phone = arrive(browser, server)
    with mayors(server):
        cockpit.wait_for_timeout(ARRIVAL)
        for step in STEPS:
            run_step(step, cockpit, screen, phone)
    staff_pages(cockpit, server)


def arrive(browser: Browser, server: Server) -> tuple[Page, Page, Page]:
    """Sign the moderator in, open the screen, and join as the last mayor of the list."""
    cockpit = visitor(browser, LAPTOP)
    sign_in(cockpit, server)
    cockpit.goto(f"{server.url}/w/1/cockpit")
    screen = cockpit.context.new_page()
    resize(screen, PROJECTOR)
    screen.goto(f"{server.url}/w/1/screen")
    phone = visitor(browser, PHONE)
    phone.goto(server.url)
    shoot(phone, "phone-code")
    phone.goto(f"{server.url}/j/{code_of(server)}")
    shoot(phone, "phone-seats")
    phone.locator("a.seat").last.click()
    shoot(phone, "phone-who")
    phone.locator("button[name=capacity]").first.click()
    shoot(phone, "phone-waiting")
    shoot(screen, "screen-join")
    shoot(cockpit, "cockpit-before")
    return cockpit, screen, phone


def run_step(step: str, cockpit: Page, screen: Page, phone: Page) -> None:
    """Bring the next step live, open it, let answers come, close and reveal it."""
    press(cockpit, "ArrowRight", "Enter", "Space")
    shoot(phone, f"phone-{step}")
    cockpit.wait_for_timeout(ANSWERS)
    if step == ARRANGED:
        arrange(cockpit)
    shoot(cockpit, f"cockpit-{step}-open")
    shoot(screen, f"screen-{step}-open")
    press(cockpit, "Space", "r")
    shoot(screen, f"screen-{step}-result")
    shoot(phone, f"phone-{step}-result")
    shoot(cockpit, f"cockpit-{step}-result")


def arrange(cockpit: Page) -> None:
    """Make themes and sort the cards into them by keys, so that the next step has options."""
    for theme in THEMES:
        cockpit.get_by_placeholder("Neues Thema").fill(theme)
        press(cockpit, "Enter")
    cockpit.locator("body").click(position={"x": 5, "y": 5})
    press(cockpit, "k", *"112231223123")


def staff_pages(page: Page, server: Server) -> None:
    for name, path in (
        ("series", "/series"),
        ("one-series", "/series/1"),
        ("editor", "/w/1/edit"),
        ("summary", "/w/1/summary"),
    ):
        page.goto(f"{server.url}{path}")
        shoot(page, f"staff-{name}")


def visitor(browser: Browser, size: tuple[int, int]) -> Page:
    page = browser.new_context(locale="de-DE", timezone_id="Europe/Berlin").new_page()
    resize(page, size)
    return page


def resize(page: Page, size: tuple[int, int]) -> None:
    width, height = size
    page.set_viewport_size({"width": width, "height": height})


def sign_in(page: Page, server: Server) -> None:
    first = (server.instance / "first-log-ins.txt").read_text(encoding="utf-8").splitlines()[0]
    login, _, password = first.partition(": ")[2].partition(" / ")
    page.goto(f"{server.url}/login")
    shoot(page, "staff-login")
    page.fill("[name=login]", login)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login" not in url)


def code_of(server: Server) -> str:
    return server.log.partition("/j/")[2].split()[0]


def press(page: Page, *keys: str) -> None:
    page.bring_to_front()
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(SETTLE)


def shoot(page: Page, name: str) -> None:
    page.bring_to_front()
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(SETTLE)
        page.screenshot(path=ALL / f"{name}-{scheme}.png")


@contextmanager
def mayors(server: Server) -> Iterator[None]:
    """Sixteen of the seventeen; the last seat is the phone of the pictures."""
    command = [COMMAND, "demo", "--voices", "16", "--url", server.url]
    crowd = subprocess.Popen(command, env=server.environ, cwd=ROOT)
    try:
        yield
    finally:
        crowd.terminate()
        crowd.wait()


if __name__ == "__main__":
    main()
