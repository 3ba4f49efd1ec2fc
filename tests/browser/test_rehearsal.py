"""A rehearsal from the page of the series to its end: four played people, PROBE wherever one looks."""

import os
import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.everybody import check
from tests.browser.people import WALL, Leader
from tests.browser.phones import Phone
from tests.services.server import Server

pytestmark = pytest.mark.timeout(360)  # against hanging only
SOON = 60_000  # milliseconds: they take their time as people do


def test_a_workshop_is_rehearsed_with_four_people_and_discarded(browser: Browser, server: Server):
    owner = Leader(browser, server, "owner")
    page = begin(owner, 4)
    expect(page.locator(".head .rehearsal")).to_have_text("PROBE")
    expect(page.get_by_text("4 simulierte Personen")).to_be_visible(timeout=SOON)
    expect(page.locator(".lobby__facts")).to_contain_text("4 von 17 Gemeinden", timeout=SOON)
    expect(page.get_by_role("navigation", name="Tagesordnung").get_by_role("listitem").first).to_contain_text(
        "Ankommen"
    )
    page.get_by_role("button", name="live schalten").click()
    page.get_by_role("button", name="Eingabe öffnen").click()
    expect(page.locator(".centre__count")).to_contain_text(re.compile(r"[1-4] von 17"), timeout=SOON)
    is_marked(owner, browser, server)
    server.stop()
    server.start()
    expect(page.get_by_text("4 simulierte Personen")).to_be_visible(timeout=SOON)
    expect(page.locator(".head__fact").first).to_contain_text("4", timeout=SOON)  # the same, not four more
    end_people(server)
    expect(page.get_by_text("0 simulierte Personen")).to_be_visible(timeout=SOON)
    series = owner.open_tab()
    series.goto(f"{server.url}/series/1")
    expect(series.get_by_role("link", name=re.compile("Probe ansehen"))).to_be_visible()
    page.get_by_role("button", name="Probe verwerfen").click()
    expect(page.get_by_text("Die Probe ist verworfen.")).to_be_visible()
    expect(page.get_by_text("Probe ansehen")).to_have_count(0)
    assert owner.complaints == []


def begin(owner: Leader, people: int) -> Page:
    page = owner.page
    page.goto(f"{owner.url}/series/1")
    page.get_by_role("link", name=re.compile("^Probe")).first.click()
    page.get_by_label("Simulierte Personen").fill(str(people))
    page.get_by_role("button", name="Probe beginnen").click()
    page.wait_for_url("**/cockpit")
    return page


def is_marked(owner: Leader, browser: Browser, server: Server) -> None:
    """Look at what scripts draw: the screen, what observers see, the editor, and a phone that joins among the played.

    What templates draw is looked at in tests/web/test_rehearsal.py.
    """
    number = re.search(r"/w/(\d+)/", owner.page.url)[1]
    wall = owner.open_tab()
    wall.set_viewport_size(WALL)
    wall.goto(f"{server.url}/w/{number}/screen")
    expect(wall.locator(".stage__rehearsal")).to_have_text("PROBE")
    for view in ("timer", "join"):
        wall.goto(f"{server.url}/w/{number}/screen?show={view}")
        expect(wall.locator(f".stage--{view} .stage__rehearsal")).to_have_text("PROBE")
    code = wall.locator(".join__code").inner_text().split()[-1]
    owner.page.keyboard.press("b")
    wall.goto(f"{server.url}/w/{number}/screen")
    expect(wall.locator(".stage--black .stage__rehearsal")).to_have_text("PROBE")
    check(wall)
    owner.page.keyboard.press("b")
    screens = owner.page.request.get(f"{server.url}/w/{number}/screens").json()
    for page in (f"{server.url}/w/{number}/edit", screens["observers"]["link"]):
        wall.goto(page)
        expect(wall.locator(".rehearsal").first).to_have_text("PROBE")
    phone = Phone(browser, server.url)
    phone.page.goto(f"{server.url}/j/{code}?as=guest")
    expect(phone.page.locator(".rehearsal")).to_have_text("PROBE")
    phone.page.get_by_label(re.compile("Name")).fill("Frau Echt")
    phone.page.keyboard.press("Enter")
    phone.page.wait_for_url(f"**/w/{number}")
    expect(phone.page.locator(".rehearsal")).to_have_text("PROBE")
    phone.context.close()


def end_people(server: Server) -> None:
    """Let the process of the played people end, as it does by itself after three hours."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            is_ours = f"\nPPid:\t{server.process.pid}\n" in (folder / "status").read_text()
            if is_ours and "workshop.rehearsal" in (folder / "cmdline").read_text():
                os.kill(int(folder.name), signal.SIGTERM)
        except (FileNotFoundError, ProcessLookupError):
            continue
