"""A type of activity that nobody has heard of: two files are laid into a copy of the tree, and it is everywhere."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from config import ROOT
from tests.browser.papers import READERS
from tests.browser.people import Leader, Moderator, join_code
from tests.browser.phones import Mayor
from tests.run import ENVIRON
from tests.services.server import Server, prepare

pytestmark = pytest.mark.timeout(180)

TREE = ("workshop", "static", "templates", "translations", "config.py", "wsgi.py", "package.json", "tsconfig.json")
NEWCOMER = Path(__file__).with_name("newcomer")
ADDED = {"thumbs.py": "workshop/activities", "thumbs.tsx": "static/src/activities"}
QUESTION = "Sollen wir uns im Herbst wieder treffen?"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    tree = tmp_path_factory.mktemp("tree")
    copy(tree)
    for name, folder in ADDED.items():
        shutil.copy(NEWCOMER / name, tree / folder / name)
    subprocess.run(["node", "static/build.mjs"], cwd=tree, env=ENVIRON, check=True)
    instance = tree / "instance"
    prepare(instance, tree)
    running = Server(instance, tree).start()
    yield running
    running.kill()


def copy(tree: Path) -> None:
    """Lay the product into another folder, without what was built of it."""
    for name in TREE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("dist", "__pycache__"))
        else:
            shutil.copy(source, tree / name)
    (tree / "node_modules").symlink_to(ROOT / "node_modules")


def test_two_files_make_a_type_that_is_everywhere(server: Server, browser: Browser):
    moderator = Moderator(browser, server)
    write_the_step(moderator)
    ahorn, rodach = (Mayor(browser, server.url, join_code(server), seat) for seat in ("Ahorn", "Bad Rodach"))
    moderator.go_live("Daumen")
    moderator.open()
    for mayor, answer in ((ahorn, "Daumen hoch"), (rodach, "Daumen runter"), (rodach, "Daumen hoch")):
        mayor.sees(QUESTION)
        mayor.press(answer)
        expect(mayor.page.get_by_text("gespeichert").first).to_be_visible()
    moderator.counts(2)
    moderator.close()
    moderator.reveal()
    moderator.wall_shows(QUESTION)
    expect(moderator.wall.get_by_role("row", name="Daumen hoch")).to_contain_text("2")
    expect(ahorn.page.get_by_role("row", name="Daumen hoch")).to_contain_text("2")
    everything_says_so(Leader(browser, server, "staff"))
    assert [*moderator.complaints, *ahorn.complaints, *rodach.complaints] == []


def write_the_step(moderator: Moderator) -> None:
    """The editor knows its name, what it is for, and its form."""
    page = moderator.open_tab()
    page.goto(f"{moderator.url}/w/1/edit#step-1")
    page.get_by_role("button", name="Schritt hinzufügen").click()
    page.locator(".type-list__type", has_text="Ein Daumen nach oben oder unten").click()
    expect(page.get_by_label("Titel")).to_be_focused()
    page.get_by_label("Titel").fill("Daumen")
    page.get_by_label("Frage", exact=True).fill(QUESTION)
    page.get_by_label("Frage", exact=True).blur()
    expect(page.locator(".editor-head__state")).to_have_text("gespeichert")
    page.close()
    expect(moderator.page.get_by_role("navigation").get_by_role("button", name="Daumen")).to_be_visible()


def everything_says_so(staff: Leader) -> None:
    """The summary's page and all five downloads carry the question and the count."""
    staff.page.goto(f"{staff.url}/w/1/summary")
    papers = {kind: read(staff.download(kind)) for kind, read in READERS.items()}
    papers["page"] = staff.page.locator("main").inner_text()
    for kind, text in papers.items():
        flat = " ".join(text.split())
        assert QUESTION in flat, kind
        assert "Daumen hoch" in flat, kind
        assert "Daumen hoch 2" in flat, kind
