"""The list of speakers: a mayor asks on the phone, the moderator calls, the wall shows who speaks."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.everybody import check
from tests.browser.people import WALL, Moderator
from tests.browser.room import Room
from tests.browser.stillness import lie_still

# In one moment, as by two who lead.
PRESS_BOTH = """(one) => [...one.closest("ol").querySelectorAll("button")]
  .filter(({ title }) => title === one.title).slice(0, 2).forEach((each) => each.click())"""
TIME, TIME_OF_ONE = re.compile(r"^\d+:\d\d$"), re.compile(r"^\d+:\d\d / 0:01$")
pytestmark = pytest.mark.timeout(90)


def test_a_mayor_asks_is_called_and_the_wall_shows_it(room, moderator):
    ahorn, rodach = room.mayor("Ahorn"), room.mayor("Bad Rodach")
    wall = moderator.open_window()
    wall.set_viewport_size(WALL)
    wall.goto(f"{moderator.url}/w/1/screen")
    moderator.begin("Lagebild")
    with_list(moderator, lambda dialog: dialog.get_by_label("Wortmeldungen annehmen").uncheck())
    expect(ahorn.page.get_by_role("button", name="Wortmeldung")).to_have_count(0)
    with_list(moderator, take_again)
    moderator.show_speakers()
    for mayor, place in ((ahorn, 1), (rodach, 2)):
        mayor.press("Wortmeldung")
        mayor.sees(f"Sie stehen auf Platz {place} der Redeliste.")
    strip = wall.locator(".stage__speakers")
    expect(strip).to_contain_text("Als Nächstes Ahorn, Bad Rodach")
    expect(moderator.page.get_by_role("button", name=re.compile("^Nächste.*Ahorn")).first).to_be_visible()
    moderator.page.keyboard.press("w")
    ahorn.sees("Sie haben das Wort.")
    expect(ahorn.page.locator("#announce")).to_have_text("Sie haben das Wort.")
    rodach.sees("Sie stehen auf Platz 1 der Redeliste.")
    expect(strip).to_contain_text("Es spricht Ahorn")
    expect(strip.locator(".stage__spoken")).to_have_text(TIME)
    with_list(moderator, give_a_second)
    expect(strip.locator(".stage__spoken")).to_have_text(TIME_OF_ONE)
    expect(strip).to_contain_text("Redezeit ist um")
    lie_still(wall)
    assert is_below_the_step(strip, wall.locator(".slide__body .fit__inside"))
    ahorn.press("Ich bin fertig")
    ahorn.sees_not("Sie haben das Wort.")
    expect(strip).not_to_contain_text("Ahorn")
    rodach.press("Zurückziehen")
    expect(strip).to_have_count(0)
    wall.close()


def test_the_list_is_led_from_its_dialog(moderator):
    moderator.press("^Redeliste")
    dialog = moderator.page.get_by_role("dialog")
    waiting = dialog.get_by_role("list", name="Wer sich gemeldet hat").get_by_role("listitem")
    for name in ("Ebersdorf b.Coburg", "Frau Muster", "Ahorn"):
        dialog.get_by_label("Sitz oder Name").fill(name)
        moderator.page.keyboard.press("Enter")
        expect(waiting.last).to_contain_text(name)
    dialog.get_by_role("button", name="Nach oben: Ahorn").click()
    expect(waiting.last).to_contain_text("Frau Muster")
    dialog.get_by_role("button", name="Von der Liste nehmen: Ebersdorf b.Coburg").click()
    expect(waiting).to_have_count(2)
    dialog.get_by_role("button", name="das Wort an Ahorn").click()
    dialog.get_by_label("Redezeit").select_option("60")
    expect(dialog.locator(".speech--speaking")).to_contain_text("/ 1:00")
    expect(dialog.get_by_text("Redezeit ist um")).to_have_count(0)
    give_a_second(dialog)
    expect(dialog.get_by_text("Redezeit ist um")).to_be_visible()
    expect(dialog.locator(".speakers__time")).to_have_text(TIME)
    dialog.get_by_role("button", name="Beenden").click()
    dialog.get_by_role("button", name="Noch einmal auf die Liste: Ahorn").click()
    expect(waiting.last).to_contain_text("Ahorn")
    is_refused(moderator, dialog, waiting)


def is_refused(moderator: Moderator, dialog: Locator, waiting: Locator) -> None:
    """One takes Ahorn off the list twice and both back at once: the second time Ahorn is on it already."""
    drop = dialog.get_by_role("button", name="Von der Liste nehmen: Ahorn")
    drop.click()
    expect(waiting).to_have_count(1)
    dialog.get_by_label("Sitz oder Name").fill("Ahorn")
    moderator.page.keyboard.press("Enter")
    drop.click()
    expect(waiting).to_have_count(1)
    moderator.page.keyboard.press("Escape")
    moderator.press("^Verlauf")
    taken_back = dialog.get_by_role("button", name="Rückgängig: Von der Redeliste genommen")
    taken_back.first.evaluate(PRESS_BOTH)
    expect(dialog.get_by_role("button", name="Verstanden")).to_be_visible()
    check(moderator.page)


def give_a_second(dialog: Locator) -> None:
    """A limit that the list does not offer, so that nobody has to wait a minute for the time to be over."""
    dialog.get_by_label("Redezeit").evaluate(
        "(one) => { one.add(new Option('', '1')); one.value = '1'; one.dispatchEvent(new Event('change')); }"
    )


def with_list(moderator: Moderator, change) -> None:
    moderator.press("^Redeliste")
    change(moderator.page.get_by_role("dialog"))
    moderator.page.keyboard.press("Escape")
    expect(moderator.page.get_by_role("dialog")).to_be_hidden()
    moderator.page.locator("#agenda-title").click()


def take_again(dialog: Locator) -> None:
    switch = dialog.get_by_label("Wortmeldungen annehmen")
    expect(switch).not_to_be_checked()
    switch.check()


def is_below_the_step(strip: Locator, step: Locator) -> bool:
    above, below = step.bounding_box(), strip.bounding_box()
    assert above and below
    return above["y"] + above["height"] <= below["y"] + 1


@pytest.fixture
def moderator(room: Room) -> Iterator[Moderator]:
    yield room.moderator
    room.moderator.page.keyboard.press("Escape")
    expect(room.moderator.page.get_by_role("button", name=re.compile("^Redeliste"))).to_be_visible()
