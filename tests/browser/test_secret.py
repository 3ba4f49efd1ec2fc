"""A secret vote from the phone to the published list: what is left behind, and what happens on a bad line."""

import hashlib
import json
import re
import sqlite3

import pytest
from playwright.sync_api import expect

from tests.browser.hands import tick
from tests.browser.phones import INVALID, ON_ITS_WAY, RESULT, Mayor
from tests.browser.room import Room

pytestmark = pytest.mark.timeout(120)
STEP = "Empfehlung"
TREE_STEP, TREES = "Vertiefung", ("Linde", "Eiche", "Ulme", "Weide")
FEW = "Es stimmen nur wenige Sitze ab. Stimmen alle gleich, ist jede Stimme bekannt."
SEATS = ("Ahorn", "Meeder", "Sonnefeld")
CODE = re.compile(r"^[A-Z2-7]{3}-[A-Z2-7]{3}-[A-Z2-7]{3}$")
BACK = 20_000  # ms in which a line must have recovered


@pytest.fixture(autouse=True)
def secret_steps(room: Room) -> None:
    """The resolution and a choice of up to two are secret and counted from three ballots on."""
    trees = {"ask": "Was wird gepflanzt?", "most": 2, "options": [{"id": f"tree-{one}", "label": one} for one in TREES]}
    with sqlite3.connect(room.server.instance / "workshop.db", timeout=10) as database:
        for title, more in ((STEP, {}), (TREE_STEP, trees)):
            (config,) = database.execute("SELECT config FROM activity WHERE title = ?", (title,)).fetchone()
            secret = json.dumps({**json.loads(config), **more, "privacy": "secret", "least_ballots": 3})
            database.execute("UPDATE activity SET config = ? WHERE title = ?", (secret, title))
    database.close()


def test_a_ballot_leaves_its_receipt_and_nothing_of_the_choice(room: Room):
    mayors = [room.mayor(seat) for seat in SEATS]
    room.moderator.open_secret(STEP, FEW)
    first = mayors[0]
    first.sees(FEW)
    first.page.get_by_text("geheim", exact=True).click()
    first.sees("ohne Uhrzeit und ohne Reihenfolge")
    first.choose_secretly("Nein")
    first.think_again()
    codes = [mayor.cast_secretly(answer) for mayor, answer in zip(mayors, ("Ja", "Ja", INVALID), strict=True)]
    assert all(CODE.match(code) for code in codes)
    for mayor in mayors:
        assert mayor.left_of_choice() == []
        expect(mayor.page.get_by_role("radio")).to_have_count(0)
    assert kept_of_ballots(first) == [{"code": codes[0]}]
    first.page.go_back()
    first.page.go_forward()
    first.page.reload()
    assert first.receipt() == codes[0]
    expect(room.moderator.page.locator(".centre__count")).to_contain_text("3 von 3 abgegeben")
    room.moderator.sees_not("gesendet")
    room.moderator.close_secret()
    room.moderator.sees("ausgezählt")
    room.moderator.reveal()
    first.sees("Ergebnis")
    # Phone, cockpit, and the miniature of the wall.
    for base in (first.page.locator(".verdict__base"), *room.moderator.page.locator(".verdict__base").all()):
        expect(base).to_contain_text("3 abgegeben von 3 anwesenden")
        expect(base).to_contain_text("eine bewusst ungültig abgegeben")
    assert all(mayor.left_of_choice(but=RESULT) == [] for mayor in mayors)
    check_list(first, room, codes)


def test_a_ballot_for_two_answers_leaves_its_receipt_and_nothing_of_them(room: Room):
    mayors, wall = [room.mayor(seat) for seat in SEATS], room.open_wall()
    room.moderator.open_secret(TREE_STEP, FEW)
    first, ballots = mayors[0], (("Linde", "Ulme"), ("Ulme",), ("Linde", "Eiche"))
    first.choose_secretly("Eiche", "Ulme")
    first.think_again()
    expect(first.page.get_by_label("Weide", exact=True)).to_be_disabled()  # two are enough
    tick(first.page.get_by_label("Eiche", exact=True), stays=False)
    codes = [first.cast_secretly("Linde")]
    codes += [mayor.cast_secretly(*answers) for mayor, answers in zip(mayors[1:], ballots[1:], strict=True)]
    for mayor, code in zip(mayors, codes, strict=True):
        expect(mayor.page.get_by_role("checkbox")).to_have_count(0)
        assert mayor.left_of_choice(answers=TREES) == []
        assert CODE.match(code) and kept_of_ballots(mayor)[-1] == {"code": code}
    first.page.reload()
    assert first.receipt() == codes[0]
    assert first.left_of_choice(answers=TREES) == []
    room.moderator.close_secret()
    room.moderator.sees("ausgezählt")
    room.moderator.reveal()
    rows = wall.locator("main .bars__row")
    expect(rows).to_have_count(len(TREES))
    counts = {row.locator("th").inner_text(): row.locator("td").first.inner_text() for row in rows.all()}
    assert counts == {"Linde": "2", "Ulme": "2", "Eiche": "1", "Weide": "0"}
    first.sees("Ergebnis")
    assert all(mayor.left_of_choice(RESULT, TREES) == [] for mayor in mayors)
    check_list(first, room, codes)
    wall.close()


def check_list(mayor: Mayor, room: Room, codes: list[str]) -> None:
    """The list has all receipts in their own order, as a page and as a file of the printed sum."""
    with mayor.context.expect_page() as opened:
        mayor.page.get_by_role("link", name="Eingangsbeleg prüfen").click()
    page = mayor.heard(opened.value)
    expect(page.locator(".receipts__codes li")).to_have_text(sorted(codes))
    page.get_by_label("Ihr Eingangsbeleg").fill(codes[0].lower().replace("-", " "))
    page.get_by_role("button", name="Prüfen").click()
    expect(page.get_by_role("status").last).to_contain_text(f"{codes[0]} steht in der Liste.")
    file = mayor.page.request.get(f"{page.url}/list").body()
    expect(page.locator(".receipts__print")).to_have_text(hashlib.sha256(file).hexdigest())
    assert codes[0] in file.decode()
    page.close()


def test_who_came_by_the_code_alone_is_told_whom_to_ask(room: Room):
    mayor = room.met(Mayor(room.browser, room.server.url, room.code, "Lautertal"))
    room.moderator.open_secret(STEP)
    mayor.sees("Bitte melden Sie sich bei der Moderation")
    expect(mayor.page.get_by_role("radio")).to_have_count(0)
    room.moderator.annul("Probe für die Besetzung der Sitze.")
    mayor.sees("Diese Abstimmung ist ungültig: Probe für die Besetzung der Sitze.")


def test_an_answer_that_got_lost_is_asked_for_after_a_reload(room: Room):
    mayor = room.mayor("Ahorn", url=room.line.url)
    room.moderator.open_secret(STEP)
    mayor.choose_secretly("Enthaltung")
    room.line.down.drop = True  # the ballot arrives, its answer does not
    mayor.confirm_ballot()
    mayor.sees(ON_ITS_WAY)
    expect(room.moderator.page.locator(".centre__count")).to_contain_text("1 von")
    assert mayor.left_of_choice() == []
    room.line.cut()
    room.line.restore()
    mayor.page.reload()
    code = mayor.receipt()
    other = room.mayor("Ahorn", capacity="Stellvertretung")
    other.sees("Für Ihren Sitz ist eine Stimme in der Urne.")
    assert CODE.match(code)
    room.moderator.close_secret()
    room.moderator.sees("Es liegt nur eine Stimme in der Urne")
    room.moderator.annul("Zu wenige Stimmen.")


def test_a_ballot_that_came_after_closing_is_said_not_to_be_cast(room: Room):
    mayor = room.mayor("Meeder", url=room.line.url)
    room.moderator.open_secret(STEP)
    mayor.choose_secretly("Ja")
    room.line.cut()
    mayor.confirm_ballot()
    mayor.sees("zählt nur einmal")
    room.moderator.close_secret()
    room.moderator.sees("mindestens 3 sind nötig")
    room.line.restore()
    expect(mayor.page.get_by_role("alert").filter(has_text="Sie wurde nicht abgegeben und zählt nicht.")).to_be_visible(
        timeout=BACK
    )
    room.moderator.annul("Zu wenige Stimmen.")


def test_ending_the_workshop_names_the_open_ballot_first_and_offers_no_way_back(room: Room):
    moderator = room.moderator
    room.mayor("Meeder").sees("Meeder")
    moderator.open_secret(STEP)
    moderator.press("^Beenden")
    dialog = moderator.page.get_by_role("dialog")
    expect(dialog).to_contain_text(f"Die geheime Abstimmung „{STEP}“ ist noch offen: 0 von ")
    expect(dialog).to_contain_text("Das kann nicht rückgängig gemacht werden.")
    dialog.get_by_role("button", name="Jetzt beenden").click()
    moderator.press("Raum wieder öffnen")
    undo = moderator.page.locator(".foot").get_by_role("button", name=re.compile("^Rückgängig"))
    expect(undo).to_contain_text("Raum geöffnet")
    undo.click()
    expect(moderator.page.get_by_role("button", name="Raum wieder öffnen")).to_be_visible()
    expect(moderator.page.locator(".foot")).not_to_contain_text("Workshop beendet")
    moderator.press("Raum wieder öffnen")
    moderator.annul("Zu wenige Stimmen.")


def kept_of_ballots(mayor: Mayor) -> list[dict]:
    stored = mayor.page.evaluate("Object.entries(sessionStorage)")
    return [json.loads(text) for name, text in stored if name.startswith("ballot/")]
