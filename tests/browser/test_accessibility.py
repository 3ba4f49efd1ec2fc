"""Every page for everybody: axe finds nothing, and Tab reaches every control in reading order.

In the light, in the dark and in forced colours, at the width of a laptop, a phone and a small phone, on which
nothing needs scrolling sideways. One workshop is led through its day; each test looks at one page of one stage.
"""

import io
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser.everybody import check
from tests.browser.fits import misfits, missed
from tests.browser.hands import tick
from tests.browser.house import STAGES, House
from tests.browser.looks import POINTER, THUMB
from tests.browser.pages import ALONE, DESK, DIALOGS, HANDS, LOOKED_AT, OPEN, WINDOWS
from workshop.activities import TYPES

pytestmark = pytest.mark.timeout(180)  # against hanging only; the first one sets the house up

FORM = ".editor__form"
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


def test_a_form_that_lay_open_too_long(house: House):
    page = house.visitor.page
    page.goto(house.server.url)
    page.fill("#code", "ABCD-EFGH")
    page.locator("main [name=csrf_token]").evaluate("(field) => { field.value = 'old'; }")
    page.get_by_role("button", name="Weiter").click()
    expect(page.get_by_role("heading", name="Bitte noch einmal senden")).to_be_visible()
    check(page, THUMB)


def test_a_refused_invitation(house: House):
    page = house.visitor.page
    page.goto(house.server.url + house.invitation())
    page.get_by_role("button", name="Konto anlegen und beitreten").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    check(page, THUMB)


def test_a_refused_password(house: House):
    house.desk.goto(f"{house.server.url}/account")
    house.desk.get_by_role("button", name="Kennwort ändern").click()
    expect(house.desk.get_by_role("alert").first).to_be_visible()
    check(house.desk)


@pytest.mark.parametrize("name", DESK)
def test_a_page_of_the_desk(house: House, name: str):
    house.desk.goto("about:blank")  # else only the fragment would change
    house.desk.goto(house.server.url + DESK[name])
    expect(house.desk.locator("h1").first).to_be_attached()
    check(house.desk)


@pytest.mark.parametrize(
    "name", [name for name in TYPES if name not in ("cards", "info")]
)  # those with a look of their own
def test_the_form_of_a_step(house: House, name: str):
    edit(house, name)
    check(house.desk, part=FORM)


def test_the_types_a_new_step_can_have(house: House):
    house.desk.goto(f"{house.server.url}/w/1/edit")
    house.desk.get_by_role("button", name="Schritt hinzufügen").click()
    check(house.desk)


def test_the_form_of_a_briefing_with_a_picture(house: House):
    with new_step(house, "Information"):
        file = {"name": "Karte.png", "mimeType": "image/png", "buffer": picture()}
        house.desk.set_input_files("input[type=file]", file)  # type: ignore[arg-type]
        house.desk.get_by_label("Was ist zu sehen?").fill("Karte des Landkreises mit 17 Gemeinden")
        expect(house.desk.locator(".preview img")).to_be_visible()
        check(house.desk, part=FORM)


def test_the_form_of_a_budget_with_prices(house: House):
    with new_step(house, "Budget"):
        tick(house.desk.get_by_role("radio", name="Vorhaben mit Preis kaufen"))
        lines = house.desk.get_by_role("group", name="Vorhaben und ihr Preis")
        lines.get_by_role("button", name="Zeile hinzufügen").click()
        lines.get_by_label("Vorhaben und ihr Preis 1").fill("Sprachkurse in jeder Gemeinde, auch am Abend")
        expect(lines.get_by_role("alert")).to_contain_text("braucht einen Preis")
        check(house.desk, part=FORM)
        lines.get_by_label("Preis von Zeile 1").fill("40000")


def test_two_versions_of_one_field(house: House):
    edit(house, "questions")
    other = house.moderator.open_tab()
    other.goto(house.desk.url)
    field = house.desk.locator("#field-ask")
    field.focus()
    other.locator("#field-ask").fill("Was möchten Sie noch wissen?")
    expect(house.desk.locator(".phone-frame")).to_contain_text("Was möchten Sie noch wissen?")
    other.close()
    field.fill("Was möchten Sie vom Landkreis wissen?")
    expect(house.desk.locator(".conflict")).to_be_visible()
    check(house.desk, part=FORM)
    house.desk.get_by_role("button", name="Meine Fassung behalten").click()
    expect(house.desk.locator(".conflict")).to_have_count(0)


def edit(house: House, name: str) -> None:
    """Open the form of the step of a type, with the editor anew: else only the fragment would change."""
    house.desk.goto("about:blank")
    house.desk.goto(f"{house.server.url}/w/1/edit#step-{house.step(name)}")
    expect(house.desk.locator("#field-title")).to_be_visible()


@contextmanager
def new_step(house: House, type_name: str) -> Iterator[None]:
    """Add a step of a type at the end, and take it out again."""
    house.desk.goto(f"{house.server.url}/w/1/edit")
    house.desk.get_by_role("button", name="Schritt hinzufügen").click()
    house.desk.locator(".type-list__type", has_text=re.compile(f"^{type_name}")).click()
    expect(house.desk.get_by_label("Titel")).to_be_focused()
    yield
    expect(house.desk.locator(".editor-head__state")).to_have_text("gespeichert")
    house.desk.get_by_role("button", name=re.compile("entfernen$")).first.click()
    expect(house.desk.get_by_role("button", name="Zurückholen")).to_be_visible()


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (640, 400), "#dde6f7").save(made, "PNG")
    return made.getvalue()


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
    expect(house.desk.locator(".stage")).to_be_visible()
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


def test_what_is_said_of_a_file_that_is_no_template(house: House):
    page = house.desk
    page.goto(f"{house.server.url}/series/1/workshops/import")
    file = {"name": "Vorlage.json", "mimeType": "application/json", "buffer": b"{}"}
    page.locator("#file").set_input_files(file)  # type: ignore[arg-type]
    page.locator("form.panel button").click()
    expect(page.get_by_role("alert")).to_contain_text("Die Datei wurde nicht übernommen.")
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
    page.goto(house.server.url + ALONE["own"])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    check(page, THUMB)
    page.get_by_role("button", name="Alle meine Beiträge löschen").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check(page, THUMB)
    page.close()


def test_what_one_keeps_as_a_file(house: House):
    house.reach("ended")
    answer = house.phone.request.get(house.server.url + ALONE["own file"])
    page = house.phone.context.new_page()
    page.set_content(answer.text())
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    check(page, THUMB, is_still=True)
    page.close()


@pytest.fixture(scope="module")
def house(browser: Browser, prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    instance = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("house") / "instance"))
    there = House(browser, instance)
    yield there
    there.close()
