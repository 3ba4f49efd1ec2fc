"""The size of the wall from the cockpit, and further screens with a view of their own."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Moderator
from tests.browser.stillness import lie_still

pytestmark = pytest.mark.timeout(120)
# What lies outside its frame, in the wall's own measure.
CUT = """() => {
  const outside = [...document.querySelectorAll('.fit')].filter((frame) => {
    const inside = frame.firstElementChild;
    return inside.offsetHeight > frame.clientHeight + 2 || inside.scrollWidth > inside.clientWidth + 2;
  }).map((frame) => frame.className);
  const slide = document.querySelector('.stage__slide');
  if (slide.scrollHeight > slide.clientHeight + 2 || slide.scrollWidth > slide.clientWidth + 2) outside.push('slide');
  return outside;
}"""


@pytest.fixture
def moderator(browser, server):
    person = Moderator(browser, server)
    expect(person.wall.locator(".stage")).to_be_visible()
    yield person
    assert person.complaints == []
    person.context.close()


def test_the_wall_grows_and_shrinks_from_the_cockpit_and_nothing_is_cut_off(moderator):
    uncut(moderator.wall)
    for title in ("Lagebild", "Beispiele und Hürden", "Vertiefung", "Schwerpunkte"):
        moderator.go_live(title)
        expect(moderator.wall.locator(".stage__kicker, .reading")).to_contain_text(title)
        plain = height(moderator.wall)
        set_size(moderator, 150)
        uncut(moderator.wall)
        assert height(moderator.wall) > plain
        set_size(moderator, 80)
        uncut(moderator.wall)
        assert height(moderator.wall) < plain
        set_size(moderator, 100)
    moderator.show_join()
    set_size(moderator, 150)
    expect(moderator.wall.locator(".stage--join")).to_be_visible()
    uncut(moderator.wall)
    moderator.press("^Rückgängig: Größe")
    expect(moderator.page.locator(".zoom__now")).to_have_text("140 %")


def test_further_screens_show_what_their_address_says_whatever_the_first_one_shows(moderator):
    links = further(moderator.page)
    entrance, clock = moderator.open_window(), moderator.open_window()
    entrance.goto(links["Einwahl, dauerhaft"])
    clock.goto(links["Zeit"])
    moderator.go_live("Ankommen")
    moderator.open()
    moderator.page.keyboard.press("b")
    expect(moderator.wall.locator(".stage--black")).to_be_visible()
    expect(entrance.locator(".join__code")).to_be_visible()
    expect(clock.get_by_role("heading", name="Ankommen")).to_be_visible()
    expect(clock.locator(".clock__left")).to_have_text(re.compile(r"^\d:\d\d$"))
    for page in (entrance, clock):
        assert "#" not in page.url and "?show=" in page.url
        page.reload()
        expect(page.locator(".join__code, .clock__left")).to_be_visible()


def set_size(moderator: Moderator, percent: int) -> None:
    page = moderator.page
    now = int(page.locator(".zoom__now").inner_text().rstrip(" %"))
    name = "Leinwand größer" if percent > now else "Leinwand kleiner"
    while now != percent:
        now += 10 if percent > now else -10
        page.get_by_role("button", name=name).click()
        expect(page.locator(".zoom__now")).to_have_text(f"{now} %")
    expect(moderator.wall.locator(".stage__slide")).to_have_attribute("style", f"--zoom: {percent / 100:g};")


def uncut(wall: Page) -> None:
    lie_still(wall)
    assert wall.evaluate(CUT) == []


def height(wall: Page) -> float:
    """Return how tall the heading of the wall is set."""
    lie_still(wall)
    return float(wall.evaluate("parseFloat(getComputedStyle(document.querySelector('.stage h2')).fontSize)"))


def further(page: Page) -> dict[str, str]:
    page.get_by_role("button", name=re.compile("Leinwand verbunden|keine Leinwand|Leinwände")).click()
    page.get_by_text("Weitere Leinwände").click()
    found = {name: page.get_by_label(name, exact=True).input_value() for name in ("Einwahl, dauerhaft", "Zeit")}
    page.get_by_role("button", name="Schließen", exact=True).click()
    port = page.url.split("/")[2]
    return {name: re.sub(r"//[^/]+", f"//{port}", link) for name, link in found.items()}
