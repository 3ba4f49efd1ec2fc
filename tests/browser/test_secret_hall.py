"""A secret resolution of the seventeen: three real phones, thirteen played ones, one seat that never came.

A deputy takes over while the mayor is about to vote, and one phone dies between sending and the answer.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from config import ROOT
from tests.browser.hands import tick
from tests.browser.phones import ON_ITS_WAY, RESULT, Mayor
from tests.browser.room import Room
from tests.browser.secretly import STEP, make_secret

pytestmark = pytest.mark.timeout(240)
SAMPLE = json.loads((ROOT / "workshop" / "library" / "coburg.json").read_text())
CROWD = "import sys; from workshop.rehearsal import main; main(sys.argv[1], sys.argv[2], 13, 0.02)"
SOON = 30_000  # milliseconds: thirteen people come, vote, and are counted
CODE = re.compile(r"[A-Z2-7]{3}-[A-Z2-7]{3}-[A-Z2-7]{3}")


@pytest.fixture
def hall(browser: Browser, prepared: Path, tmp_path: Path) -> Iterator[Room]:
    instance = Path(shutil.copytree(prepared, tmp_path / "instance"))
    make_secret(instance)
    made = Room(browser, instance)
    made.moderator.wall = made.moderator.open_window()
    made.moderator.wall.goto(f"{made.server.url}/w/1/screen")
    yield made
    made.close()


def test_seventeen_seats_decide_in_secret(hall: Room):
    ahorn, meeder = hall.mayor("Ahorn"), hall.mayor("Meeder")
    sesslach = hall.mayor("Seßlach", url=hall.line.url)
    with played(hall):
        confirm_all(hall)
        hall.moderator.go_live(STEP)
        final(hall, "Eingabe öffnen|Geheime Abstimmung öffnen")
        code = vote(ahorn, "Ja")
        nothing_is_left(ahorn)
        deputy = taken_over(hall, meeder)
        dies(hall, sesslach)
        counted(hall, 16)
        final(hall, "Eingabe schließen|Abstimmung schließen")
        hall.moderator.action("aufdecken").click(timeout=SOON)
    result_is_right(hall, ahorn)
    for mayor in (ahorn, meeder, deputy):
        mayor.sees("Ergebnis")
        assert mayor.left_of_choice(but=RESULT) == []
    listed(ahorn, code)
    came_again = hall.mayor("Seßlach")
    came_again.sees("Für Ihren Sitz ist eine Stimme in der Urne.")
    assert hall.part() == []


@contextmanager
def played(hall: Room) -> Iterator[None]:
    """Let thirteen played mayors take seats that are free; the last one stays empty."""
    crowd = subprocess.Popen([sys.executable, "-c", CROWD, hall.server.url, hall.code], cwd=ROOT)
    try:
        expect(hall.moderator.page.locator(".head__fact").first).to_contain_text("16", timeout=SOON)
        yield
    finally:
        crowd.kill()
        crowd.wait()


def confirm_all(hall: Room) -> None:
    """Say of those who came by the code that it is they."""
    page = hall.moderator.page
    page.get_by_role("button", name=re.compile("^Einlass")).click()
    page.get_by_role("dialog").get_by_role("button", name="Alle bestätigen").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Alle bestätigen")).to_have_count(0)
    page.keyboard.press("Escape")


def final(hall: Room, name: str) -> None:
    """Do what cannot be taken back: the cockpit asks once more."""
    page = hall.moderator.page
    hall.moderator.action(name).first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Das kann nicht rückgängig gemacht werden.")
    dialog.get_by_role("button", name=re.compile(name)).click()
    expect(dialog).to_be_hidden()


def choose(mayor: Mayor, answer: str) -> None:
    tick(mayor.page.get_by_role("radio", name=answer, exact=True))


def send(mayor: Mayor) -> None:
    mayor.press("Weiter zur Bestätigung")
    mayor.page.get_by_role("dialog").get_by_role("button", name="Stimme abgeben").click()


def vote(mayor: Mayor, answer: str) -> str:
    """Cast a ballot and return the code of its receipt."""
    choose(mayor, answer)
    send(mayor)
    expect(mayor.page.get_by_role("heading", name="Ihre Stimme ist in der Urne.")).to_be_visible()
    code = mayor.page.locator("#receipt-code").inner_text()
    assert CODE.fullmatch(code)
    return code


def nothing_is_left(mayor: Mayor) -> None:
    """Neither page, history nor storage knows the choice, also when one goes back to where it was made."""
    page = mayor.page
    expect(page.get_by_role("radio")).to_have_count(0)
    assert mayor.left_of_choice() == []
    page.reload()
    mayor.sees("Ihre Stimme ist in der Urne.")
    page.go_back()
    page.go_forward()
    mayor.sees("Ihre Stimme ist in der Urne.")
    assert page.locator("input:checked").count() == 0
    assert mayor.left_of_choice() == []


def taken_over(hall: Room, mayor: Mayor) -> Mayor:
    """The mayor has chosen, is asked and has not yet confirmed; the deputy takes the vote and casts."""
    mayor.choose_secretly("Ja")
    deputy = hall.mayor("Meeder", "Stellvertretung")
    deputy.take_vote()
    mayor.sees("Die Stellvertretung stimmt ab.")
    vote(deputy, "Nein")
    mayor.sees("Für Ihren Sitz ist eine Stimme in der Urne.")
    assert mayor.left_of_choice() == [], "chosen, and never cast"
    nothing_is_left(deputy)
    mayor.take_vote()  # the vote is back, and still cast
    expect(mayor.page.get_by_role("radio")).to_have_count(0)
    return deputy


def dies(hall: Room, mayor: Mayor) -> None:
    """The ballot goes out, the answer never comes, and the phone is gone."""
    choose(mayor, "Enthaltung")
    hall.line.down.drop = True
    send(mayor)
    mayor.sees(ON_ITS_WAY)
    assert mayor.left_of_choice() == []
    counted(hall, 16)
    mayor.context.close()
    hall.people.remove(mayor)
    hall.line.restore()


def counted(hall: Room, given: int) -> None:
    expect(hall.moderator.page.locator(".centre__count")).to_contain_text(f"{given} von 16", timeout=SOON)


def result_is_right(hall: Room, mayor: Mayor) -> None:
    """Twelve, two, two on the wall, and on the phone in words."""
    expected = [SAMPLE["samples"]["resolution"][answer] for answer in ("yes", "no", "abstain")]
    wall = hall.moderator.wall.locator("main")
    expect(wall).to_contain_text("angenommen", ignore_case=True)
    rows = hall.moderator.wall.locator("main tbody tr").all_inner_texts()
    assert [int(re.search(r"\d+", row)[0]) for row in rows[:3]] == expected
    expect(mayor.page.locator(".phone-step__result")).to_contain_text("12")


def listed(mayor: Mayor, code: str) -> None:
    """The receipt stands in the published list, and the check finds it however it is typed."""
    with mayor.context.expect_page() as opened:
        mayor.page.get_by_role("link", name="Eingangsbeleg prüfen").click()
    checked = mayor.heard(opened.value)
    expect(checked.locator("main")).to_contain_text(code)
    checked.get_by_role("textbox").first.fill(code.lower().replace("-", " "))
    checked.keyboard.press("Enter")
    expect(checked.locator("main")).to_contain_text(f"{code} steht in der Liste.")
