"""Take the pictures of the pages: a real workshop is led through its day in a real browser.

`make pictures` puts those that the README shows into docs/pictures and all of them, light and
dark, into build/pictures. It must not check anything: that is what tests are for.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from config import ROOT
from tests.browser.house import STAGES, House
from tests.browser.people import PHONE
from tests.services.chromium import find_chromium, flags
from tests.services.server import prepare

ALL = ROOT / "build" / "pictures"
README = ROOT / "docs" / "pictures"
# What the README shows, under which name.
SHOWN = {
    "phone-scale answered": "phone",
    "phone-cards": "phone-cards",
    "cockpit-themes": "cockpit",
    "wall-scale result": "screen",
    "desk-editor": "editor",
    "desk-summary": "summary",
}
ENTRANCE = {
    "code": "/",
    "seats": "/j/{code}",
    "who": "/j/{code}?seat=17",
    "guest": "/j/{code}?as=guest",
    "login": "/login",
}
DESK = {
    "series": "/series/1",
    "new-workshop": "/series/1/workshops/new",
    "seats": "/series/1/seats",
    "team": "/series/1/team",
    "editor": "/w/1/edit#step-2",
    "summary before": "/w/1/summary",
}
SETTLE = 400  # milliseconds until a change is drawn


def main() -> None:
    shutil.rmtree(ALL, ignore_errors=True)
    ALL.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as made, sync_playwright() as driver:
        prepare(Path(made))
        browser = driver.chromium.launch(executable_path=find_chromium(), args=flags())
        house = House(browser, Path(made))
        try:
            take(house)
        finally:
            house.close()
    README.mkdir(parents=True, exist_ok=True)
    for name, shown in SHOWN.items():
        shutil.copy(ALL / f"{name}-light.png", README / f"{shown}.png")


def take(house: House) -> None:
    house.visitor.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    for name, path in ENTRANCE.items():
        visit(house.visitor.page, house, f"entrance-{name}", path)
    for name, path in DESK.items():
        visit(house.desk, house, f"desk-{name}", path)
    for stage in STAGES:
        house.reach(stage)
        for name, page in (("phone", house.phone), ("cockpit", house.cockpit), ("wall", house.wall)):
            shoot(page, f"{name}-{stage}")
        if stage == "scale":
            answer(house)
    visit(house.desk, house, "desk-summary", "/w/1/summary")


def answer(house: House) -> None:
    """Answer half of the statements on the phone, as somebody does who is in the middle of it."""
    for statement, value in (("Steuerung und Zuständigkeiten", "5"), ("Ehrenamtliches Engagement", "4")):
        house.mayor.rate(statement, value)
    shoot(house.phone, "phone-scale answered")


def visit(page: Page, house: House, name: str, path: str) -> None:
    page.goto(house.server.url + path.format(code=house.code))
    shoot(page, name)


def shoot(page: Page, name: str) -> None:
    page.bring_to_front()
    page.evaluate("scrollTo(0, 0)")
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.wait_for_timeout(SETTLE)
        page.screenshot(path=ALL / f"{name}-{scheme}.png")


if __name__ == "__main__":
    main()
