"""A briefing with a picture and a chart: uploaded in the editor, seen on phone, wall, in the summary."""

import io
import re

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.browser.people import WALL, Moderator, Person, join_code
from tests.browser.phones import Guest
from tests.services.server import Server, prepare

BODY = "Stand **Januar 2017**\n\n| Gemeinde | Plätze |\n|---|---|\n| Ahorn | 42 |\n| Meeder | 18 |\n| Rödental | 97 |"
ALT = "Karte des Landkreises mit 17 Gemeinden"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("briefing")
    prepare(folder)
    started = Server(folder).start()
    yield started
    started.kill()


@pytest.fixture(scope="module")
def moderator(browser, server):
    return Moderator(browser, server)


def painted() -> bytes:
    picture = Image.new("RGB", (1600, 1000), "#dde6f7")
    draw = ImageDraw.Draw(picture)
    for n in range(17):
        draw.ellipse((100 + n * 85, 200 + (n * 137) % 600, 170 + n * 85, 270 + (n * 137) % 600), fill="#2143a8")
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def test_it_is_prepared_with_a_picture_that_needs_words(moderator, server):
    page = moderator.open_tab()
    page.goto(f"{server.url}/w/1/edit")
    page.get_by_role("button", name="Schritt hinzufügen").click()
    page.locator(".type-list__type", has_text="Information").click()
    expect(page.get_by_label("Titel")).to_be_focused()  # the new step's form is there
    page.get_by_label("Titel").fill("Die Lage")
    page.fill("#field-body", BODY)
    page.set_input_files("input[type=file]", {"name": "a.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"})
    expect(page.get_by_role("alert")).to_contain_text("PNG, JPEG und WebP")
    page.set_input_files("input[type=file]", {"name": "karte.png", "mimeType": "image/png", "buffer": painted()})
    words = page.get_by_label("Was ist zu sehen?")
    expect(words).to_be_visible()
    expect(page.locator(".preview img")).to_have_count(0)
    words.fill(ALT)
    page.get_by_label("Tabelle als Diagramm zeigen").check()
    expect(page.locator(".preview img")).to_have_attribute("alt", ALT)
    expect(page.locator(".preview .bars__row")).to_have_count(3)
    expect(page.locator(".editor-head__state")).to_have_text("gespeichert")


def test_phone_and_wall_show_it(moderator, server, browser):
    moderator.page.goto(f"{server.url}/w/1/cockpit")
    phone = Guest(browser, server.url, join_code(server), "Gast")
    moderator.go_live("Die Lage")
    stranger = Person(browser, server.url, WALL)
    stranger.page.goto(moderator.screen_link())
    for page in (phone.page, stranger.page):
        picture = page.get_by_role("img", name=ALT)
        expect(picture).to_be_visible()
        expect(picture).to_have_js_property("naturalWidth", 1600)
        expect(page.locator(".bars__count")).to_have_text(["42", "18", "97"])
    width = phone.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width == 0


def test_the_summary_shows_it(moderator, server):
    page = moderator.open_tab()
    page.goto(f"{server.url}/w/1/summary")
    expect(page.get_by_role("img", name=ALT)).to_have_attribute("src", re.compile(r"/w/1/pictures/[0-9a-f]{64}$"))
    assert moderator.download("pdf").startswith(b"%PDF")
