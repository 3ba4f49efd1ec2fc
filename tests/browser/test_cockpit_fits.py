"""The cockpit on the moderator's desk: a whole day on a laptop without scrolling the page, and on a
tablet with targets for a finger. Seats above forty are a list."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.house import STAGES, House
from tests.browser.people import Moderator
from tests.services.server import Server

TABLET = {"width": 1024, "height": 768}
MANY = 300
FINGER = 44  # CSS pixels
# What is cut off or covered, of what a moderator must reach at once.
MISFITS = """() => {
  const wrong = document.scrollingElement.scrollHeight > innerHeight ? ['page'] : [];
  for (const button of document.querySelectorAll('.actions button, .lobby button, .foot button, .head button')) {
    const box = button.getBoundingClientRect();
    if (!box.width) continue;
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const inside = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1;
    if (!inside || !button.contains(top)) wrong.push(button.textContent);
  }
  return wrong;
}"""
# What a finger misses: a box of its own, or the label around it, counts.
SMALL = """(least) => [...document.querySelectorAll('button, a[href], input, select, textarea, summary')]
.filter((one) => {
  const target = one.matches('input[type=checkbox], input[type=radio]') ? one.closest('label') ?? one : one;
  const box = target.getBoundingClientRect();
  if (!box.width || one.type === 'hidden' || one.closest('[inert], .visually-hidden')) return false;
  return box.width < least - 0.5 || box.height < least - 0.5;
}).map((one) => {
  const { width, height } = one.getBoundingClientRect();
  return `${one.className || one.tagName} ${one.textContent.slice(0, 20)} ${Math.round(width)}x${Math.round(height)}`;
})"""


@pytest.fixture
def house(browser: Browser, prepared: Path, tmp_path: Path) -> Iterator[House]:
    made = House(browser, Path(shutil.copytree(prepared, tmp_path / "instance")))
    yield made
    made.close()


@pytest.mark.timeout(400)
def test_a_whole_day_fits_a_laptop_and_a_finger(browser: Browser, house: House):
    tablet = by_finger(browser, house)
    found = {}
    for stage in STAGES:
        house.reach(stage)
        house.cockpit.wait_for_timeout(150)
        found[f"{stage} on a laptop"] = house.cockpit.evaluate(MISFITS)
        found[f"{stage} on a tablet"] = tablet.evaluate(MISFITS)
        found[f"{stage} by finger"] = tablet.evaluate(SMALL, FINGER)
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


@pytest.mark.timeout(90)
def test_three_hundred_seats_are_a_list_in_which_one_is_found_and_corrected(browser: Browser, server: Server):
    add_seats(server)
    moderator = Moderator(browser, server)
    page = moderator.page
    expect(page.locator(".seat-list__row")).to_have_count(MANY + 17)
    page.get_by_label("Sitz suchen").fill("gemeinde 299")
    expect(page.locator(".seat-list__row")).to_have_count(1)
    page.get_by_label("Anwesenheit: Gemeinde 299").select_option("entschuldigt")
    expect(page.locator(".seat-list__row")).to_contain_text("entschuldigt")
    expect(page.get_by_role("button", name="Rückgängig: Anwesenheit geändert")).to_be_visible()
    assert page.evaluate(MISFITS) == []
    assert moderator.complaints == []


def by_finger(browser: Browser, house: House) -> Page:
    """Open the cockpit once more, on a tablet without pointer and keys."""
    signed_in = house.moderator.context.storage_state()
    context = browser.new_context(
        viewport=TABLET, has_touch=True, is_mobile=True, locale="de-DE", storage_state=signed_in
    )
    page = context.new_page()
    page.goto(f"{house.server.url}/w/1/cockpit")
    expect(page.get_by_role("heading", name="Tagesordnung")).to_be_visible()
    assert page.evaluate("matchMedia('(pointer: coarse)').matches")
    return page


def add_seats(server: Server) -> None:
    with sqlite3.connect(server.instance / "workshop.db") as connection:
        names = [(f"Gemeinde {n}", 100 + n) for n in range(MANY)]
        row = "INSERT INTO seat (series_id, name, kind, ags, group_name, position) VALUES (1, ?, '', '', '', ?)"
        connection.executemany(row, names)
    connection.close()
