"""What a person does on a phone by touch and by key beyond the day of Coburg, and what comes of it in the cockpit."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.house import OTHERS, add_steps
from tests.browser.people import PHONE
from tests.browser.phones import Mayor
from tests.browser.room import Room
from tests.browser.stillness import lie_still

pytestmark = pytest.mark.timeout(90)
WORDS, MATRIX = "Ankommen", OTHERS["matrix"]
LONGEST = "Zuständigkeitsübertragungsverordnung"
SMALL = {"width": 320, "height": 640}
FLOOR = 36  # CSS pixels of type on a wall of 1920
IS_WIDER = "document.scrollingElement.scrollWidth > innerWidth"
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.word-list__text, .word-list__count')]
  .map((one) => parseFloat(getComputedStyle(one).fontSize) * one.getBoundingClientRect().width / one.offsetWidth))"""


@pytest.fixture(scope="module")
def open_room(browser: Browser, prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """As in conftest.py, with a step of every type."""
    instance = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("by-hand") / "instance"))
    add_steps(instance)
    made = Room(browser, instance)
    yield made
    made.close()


def test_a_thing_is_placed_by_arrow_keys_and_by_a_tap_and_both_numbers_arrive(room: Room):
    room.moderator.begin(MATRIX)
    mayor = room.mayor("Ahorn")
    by_key = mayor.page.get_by_role("group", name="Wohnraumbörse")
    by_key.get_by_role("button", name="waagerecht 3, senkrecht 3").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Enter"):
        mayor.page.keyboard.press(key)
    expect(by_key.get_by_role("button", name="waagerecht 5, senkrecht 2")).to_have_attribute("aria-pressed", "true")
    expect(by_key.get_by_role("radio", name="5", exact=True).first).to_be_checked()
    expect(by_key).to_contain_text("gespeichert")
    by_tap = touched(room, mayor).get_by_role("group", name="Fahrten zum Kurs")
    by_tap.get_by_role("button", name="waagerecht 2, senkrecht 4").tap()
    expect(by_tap).to_contain_text("gespeichert")
    room.moderator.counts(1)
    room.moderator.close()
    rows = room.moderator.page.locator("table.legend").first.locator("tbody tr")
    expect(rows.first.locator("b").first).to_be_visible()
    placed = {row.locator(".legend__label").inner_text(): row.locator("b").all_inner_texts() for row in rows.all()}
    assert placed == {"Wohnraumbörse": ["5,00", "2,00"], "Fahrten zum Kurs": ["2,00", "4,00"]}


def test_a_wish_for_more_time_arrives_in_the_cockpit_and_goes_with_the_minute(room: Room):
    room.moderator.begin(WORDS)
    room.mayor("Grub").press("Ich brauche mehr Zeit")
    asked = room.moderator.page.locator(".actions__asking", has_text="Jemand bittet um mehr Zeit.")
    expect(asked).to_be_visible()
    expect(room.moderator.page.locator("#announce")).to_contain_text("mehr Zeit")
    room.moderator.page.locator("#agenda-title").click()
    room.moderator.page.keyboard.press("t")
    expect(asked).to_have_count(0)


def test_what_privacy_means_is_one_tap_away(room: Room):
    room.moderator.begin(WORDS)
    page = touched(room, room.mayor("Meeder"))
    explained = page.locator("details.privacy")
    expect(explained.locator("p")).to_be_hidden()
    explained.locator("summary", has_text="ohne Namen").tap()
    expect(explained.locator("p")).to_be_visible()
    expect(explained.locator("p")).to_contain_text("Im Raum und in den Ergebnissen steht nicht, wer was gegeben hat.")


def test_words_are_a_list_on_the_wall_and_a_cloud_on_a_small_phone_without_scrolling(room: Room):
    room.moderator.begin(WORDS)
    mayor = room.mayor("Sonnefeld")
    mayor.say(LONGEST, LONGEST, LONGEST)
    room.mayor("Itzgrund").say("Geduld", "Bus")
    room.moderator.close()  # words are on show as they come in
    mayor.page.set_viewport_size(SMALL)
    mayor.press("Als Wortwolke zeigen")
    cloud = mayor.page.locator(".word-cloud")
    expect(cloud).to_contain_text(LONGEST)
    lie_still(mayor.page)
    assert not mayor.page.evaluate(IS_WIDER)
    large, small = (size_of(cloud.locator("span", has_text=word)) for word in (LONGEST, "Geduld"))
    assert large > small >= 12
    wall = room.open_wall()
    expect(wall.locator(".word-list")).to_contain_text(LONGEST)
    lie_still(wall)
    assert wall.evaluate(SMALLEST) >= FLOOR
    wall.close()


def touched(room: Room, mayor: Mayor) -> Page:
    """Open the mayor's page once more, on a phone that is touched; it leaves with the mayor."""
    other = Mayor.__new__(Mayor)
    kept = mayor.context.storage_state()
    super(Mayor, other).__init__(room.browser, mayor.url, has_touch=True, is_mobile=True, storage_state=kept)
    room.met(other)
    other.page.goto(f"{mayor.url}/w/1")
    assert other.page.viewport_size == PHONE
    return other.page


def size_of(word) -> float:
    return word.evaluate("el => parseFloat(getComputedStyle(el).fontSize)")
