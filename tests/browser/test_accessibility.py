"""Every page for everybody: axe finds nothing, and Tab reaches every control in reading order.

In the light, in the dark and in forced colours, at the width of a laptop, a phone and a small phone, on which
nothing needs scrolling sideways. One workshop is led through its day; each test looks at one page of one stage.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.everybody import check
from tests.browser.fits import misfits, missed
from tests.browser.house import STAGES, House
from tests.browser.looks import POINTER, THUMB

pytestmark = pytest.mark.timeout(180)  # against hanging only; the first one sets the house up

OPEN = {
    "code": "/",
    "wrong code": "/j/ZZZZ-ZZZZ",
    "seats": "/j/{code}",
    "nobody found": "/j/{code}?q=xyz",
    "who": "/j/{code}?seat=1",
    "guest": "/j/{code}?as=guest",
    "personal link": "/seat",
    "observing": "/w/1/observe",
    "login": "/login",
    "imprint": "/imprint",
    "privacy": "/privacy",
    "accessibility": "/accessibility",
    "secrecy": "/secrecy",
    "nothing here": "/nothing/here",
    "invitation": "{invitation}",
    "invitation over": "/invite/over",
    "code in English": "/",
    "secrecy in English": "/secrecy",
}
DESK = {
    "series": "/series?all=1",
    "one series": "/series/1",
    "new series": "/series/new",
    "series settings": "/series/1/settings",
    "new workshop": "/series/1/workshops/new",
    "roster": "/series/1/seats",
    "seat": "/series/1/seats/1",
    "import": "/series/1/seats/import",
    "team": "/series/1/team",
    "account": "/account",
    "editor": "/w/1/edit",
    "editor step": "/w/1/edit#step-3",
    "summary before": "/w/1/summary",
    "keeping": "/w/1/keeping",
    "delete series": "/series/1/delete",
    "rehearsal": "/w/1/rehearsal",
    "template as a file": "/series/1/workshops/import",
}
WINDOWS = ("phone", "cockpit", "wall")
# What is held in a hand.
HANDS = ("phone", "waiting", "link")
# Of the cockpit, by the button that opens them; behind ">" one inside.
DIALOGS = {
    "help": "^Hilfe",
    "screens": "^Leinwand",
    "history": "^Verlauf",
    "seat": "^Ahorn|Gemeinde Ahorn",
    "theme": "Ein Ansprechpartner.*bearbeiten",
    "captured": "^Festgehalten",
    "speakers": "^Redeliste",
    "register": "^Maßnahmen:",
    "end": "^Beenden",
    "entering": "^Weitramsdorf > ^Antwort erfassen",
    "door": "wartet$",
    "seats": "^Liste$",
    "seat of two": "^Weitramsdorf",
    "rounds": "^Runden$",
    "guests": "^1 Gast$",
    "lead": "leitet$",
    "vote opens": "^Geheime Abstimmung öffnen",
    "vote closes": "^Abstimmung schließen",
    "vote annulled": "^Für ungültig erklären",
}
AT_THEMES = ("help", "screens", "history", "seat", "theme", "captured", "speakers", "register", "lead", "end")
# Beside the windows, or instead of them where they look as they did before.
LOOKED_AT = {
    "scale": (*WINDOWS, "desk", "entering"),
    "scale result": (*WINDOWS, "desk", "observer", "rounds"),
    "themes": (*WINDOWS, "desk", *AT_THEMES),
    "at the door": ("waiting", "link", "door", "seats"),
    "announced": ("seat of two", "vote opens"),
    "secret": ("phone", "cockpit", "desk", "vote closes", "vote annulled"),
    "secret chosen": ("phone",),
    "secret cast": ("phone",),
    "secret result": (*WINDOWS, "desk", "receipts"),
    "reading": (*WINDOWS, "desk", "guests"),
}
VIEWS = [(stage, view) for stage in STAGES for view in LOOKED_AT.get(stage, (*WINDOWS, "desk"))]


@pytest.mark.parametrize("name", OPEN)
def test_a_page_for_all(house: House, name: str):
    paths = {"code": house.code, "invitation": house.invitation() if name == "invitation" else ""}
    is_english = "English" in name
    page = (house.foreigner if is_english else house.visitor).page
    page.goto(house.server.url + OPEN[name].format(**paths))
    expect(page.locator("html")).to_have_attribute("lang", "en" if is_english else "de")
    check(page, THUMB)


def test_a_refused_log_in(house: House):
    page = house.visitor.page
    page.goto(f"{house.server.url}/login")
    page.fill("[name=login]", "niemand")
    page.fill("[name=password]", "falsch")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").or_(page.locator("[aria-invalid=true]")).first).to_be_visible()
    check(page)


@pytest.mark.parametrize("name", DESK)
def test_a_page_of_the_desk(house: House, name: str):
    house.desk.goto("about:blank")  # else only the fragment would change
    house.desk.goto(house.server.url + DESK[name])
    expect(house.desk.locator("h1").first).to_be_attached()
    check(house.desk)


@pytest.mark.parametrize(("stage", "view"), VIEWS)
def test_a_live_page(house: House, stage: str, view: str):
    house.reach(stage)
    if view == "desk":
        assert misfits(house.cockpit) + misfits(house.tablet) + missed(house.tablet) == []
        return
    with house.dialog(*DIALOGS[view].split(" > ") if view in DIALOGS else ()):
        page = house.cockpit if view in DIALOGS else getattr(house, view)
        check(page, THUMB if view in HANDS else POINTER)


@pytest.mark.parametrize("show", ["join", "timer"])
def test_a_screen_for_one_thing_alone(house: House, show: str):
    house.reach("scale")
    house.desk.goto(f"{house.server.url}/w/1/screen?show={show}")
    expect(house.desk.locator("main")).not_to_be_empty()
    check(house.desk)


@pytest.mark.parametrize(
    ("name", "said"),
    [("Neustadt", "Noch ist nichts gespeichert"), ("x" * 300, "Nichts wurde übernommen")],
    ids=["preview", "fault"],
)
def test_what_is_said_of_a_roster_that_is_read_in(house: House, name: str, said: str):
    page = house.desk
    page.goto(f"{house.server.url}/series/1/seats/import")
    page.locator("#file").set_input_files(
        {"name": "Sitze.csv", "mimeType": "text/csv", "buffer": f"Name\n{name}\n".encode()}
    )
    page.locator("form.panel button").click()
    expect(page.locator("main")).to_contain_text(said)
    check(page)


def test_the_summary(house: House):
    house.reach("ended")
    house.desk.goto(f"{house.server.url}/w/1/summary")
    check(house.desk)


def test_what_becomes_of_an_ended_workshop(house: House):
    house.reach("ended")
    house.desk.goto(f"{house.server.url}/w/1/keeping")
    house.desk.get_by_role("button", name="Workshop archivieren").click()  # without the yes
    expect(house.desk.get_by_role("alert")).to_be_visible()
    check(house.desk)


def test_ones_own_page_and_what_it_asks(house: House):
    house.reach("ended")
    page = house.phone.context.new_page()
    page.goto(f"{house.server.url}/w/1/mine")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    check(page, THUMB)
    page.get_by_role("button", name="Alle meine Beiträge löschen").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check(page, THUMB)
    page.close()


@pytest.fixture(scope="module")
def house(browser: Browser, prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    instance = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("house") / "instance"))
    there = House(browser, instance)
    yield there
    there.close()
