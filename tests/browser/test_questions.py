"""Two phones ask and like, the cockpit ticks off; what is answered moves on all of them."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.browser.phones import Mayor
from tests.browser.room import Room
from tests.browser.voters import in_database

pytestmark = pytest.mark.timeout(90)
CARDS, QUESTIONS = "Beispiele und Hürden", "Fragen an das Landratsamt"
FIRST, SECOND = "Ab wann gilt die neue Zuständigkeit?", "Wer trägt die Kosten?"


@pytest.fixture
def asked(room: Room) -> tuple[Mayor, Mayor]:
    """Who asked the two questions, and who likes the first of them; whichever test comes first adds the step."""
    is_there = in_database(room.server, "SELECT id FROM activity WHERE title = ?", QUESTIONS)
    if not is_there:
        add_questions(room)
    room.moderator.begin(QUESTIONS)
    ahorn, meeder = room.mayor("Ahorn"), room.mayor("Meeder")
    if not is_there:
        ask(ahorn, SECOND)
        ask(ahorn, FIRST)
        like(meeder, FIRST).click()
    expect(like(meeder, FIRST)).to_have_attribute("aria-pressed", "true")
    return ahorn, meeder


def test_with_names_a_question_is_seen_at_once_liked_and_ticked_off(room: Room, asked: tuple[Mayor, Mayor]):
    ahorn, meeder = asked
    expect(of_the_room(ahorn, FIRST)).to_contain_text("Ihre Frage · 1 Zustimmung")
    expect(like(ahorn, FIRST)).to_have_count(0)
    lane = room.moderator.page.get_by_role("list", name="Eingegangene Beiträge").locator("article")
    expect(lane.first).to_have_attribute("aria-label", FIRST)
    room.moderator.card(FIRST).focus()
    room.moderator.page.keyboard.press("a")
    for page in (meeder.page, room.moderator.page):
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    for phone in (ahorn, meeder):
        expect(phone.page.locator(".questions__answered")).to_contain_text(FIRST)
        expect(of_the_room(phone, FIRST)).to_have_count(0)
        expect(of_the_room(phone, SECOND)).to_be_visible()
    room.moderator.press("Beantwortet 1")
    room.moderator.do_to(FIRST, "Wieder offen")
    expect(of_the_room(meeder, FIRST)).to_contain_text("1 Zustimmung")


def test_the_list_does_not_move_while_others_like(room: Room, asked: tuple[Mayor, Mayor]):
    ahorn, meeder = asked
    meeder.page.reload()  # with the likes that are there by now
    texts = meeder.page.locator(".others__text")
    first, second = (f"{text} · Ahorn" for text in (FIRST, SECOND))  # the room is told who asks
    expect(texts).to_have_text([first, second])
    like(room.mayor("Itzgrund"), SECOND).click()
    like(room.mayor("Sonnefeld"), SECOND).click()
    expect(of_the_room(ahorn, SECOND)).to_contain_text("2 Zustimmungen")
    expect(texts).to_have_text([first, second])
    meeder.page.reload()
    expect(texts).to_have_text([second, first])


def test_without_names_cards_come_in_groups_and_their_likes_after_closing(room: Room):
    desk = room.moderator.open_window()
    desk.goto(f"{room.server.url}/w/1/edit#step-3")
    desk.get_by_label("Zustimmung", exact=True).check()
    expect(desk.locator(".editor-head__state")).to_have_text("gespeichert")
    desk.close()
    room.moderator.begin(CARDS)
    ahorn, meeder = room.mayor("Ahorn"), room.mayor("Meeder")
    ahorn.write_card("Feste Termine")
    room.moderator.reveal()
    like(meeder, "Feste Termine").click()
    expect(like(meeder, "Feste Termine")).to_have_attribute("aria-pressed", "true")
    expect(like(meeder, "Feste Termine").locator("b")).to_have_text("0")
    ahorn.write_card("Ein Fahrdienst")
    room.moderator.show("Alle")
    expect(room.moderator.card("Ein Fahrdienst")).to_contain_text("noch nicht gezeigt")
    expect(room.moderator.card("Feste Termine")).not_to_contain_text("Zustimmung")
    expect(of_the_room(meeder, "Ein Fahrdienst")).to_have_count(0)
    expect(meeder.page.locator(".result__base")).to_contain_text("Neues erscheint nach je fünf Stimmen")
    room.moderator.page.get_by_role("button", name="Eine neue zeigen").click()
    expect(of_the_room(meeder, "Ein Fahrdienst")).to_be_visible()
    like(meeder, "Ein Fahrdienst").click()
    like(meeder, "Ein Fahrdienst").click()
    expect(like(meeder, "Ein Fahrdienst")).to_have_attribute("aria-pressed", "false")
    found = Axe().run(room.moderator.page)
    assert found.violations_count == 0, found.generate_report()
    room.moderator.close()
    expect(room.moderator.card("Feste Termine")).to_contain_text("1 Zustimmung")
    expect(room.moderator.card("Ein Fahrdienst")).not_to_contain_text("Zustimmung")


def add_questions(room: Room) -> None:
    """Add a step for questions behind the others, with names: without, the room sees them in groups of five."""
    desk = room.moderator.open_window()
    desk.goto(f"{room.server.url}/w/1/edit#step-10")
    desk.get_by_role("button", name="Schritt hinzufügen").click()
    desk.locator(".type-list__type", has_text="Fragen an den Raum sammeln").click()
    expect(desk.get_by_label("Titel")).to_be_focused()
    desk.get_by_label("Titel").fill(QUESTIONS)
    desk.get_by_label("Titel").blur()
    expect(desk.locator(".editor-head__state")).to_have_text("gespeichert")
    expect(desk.get_by_label(re.compile("sobald etwas eintrifft"))).to_be_checked()
    desk.get_by_label(re.compile("^Mit Namen")).check()
    expect(desk.locator(".editor-head__state")).to_have_text("gespeichert")
    desk.close()


def ask(mayor: Mayor, text: str) -> None:
    mayor.page.get_by_label("Neue Frage").fill(text)
    mayor.press("Frage senden")
    expect(mayor.page.locator(".cards__list").get_by_role("listitem").filter(has_text=text)).to_contain_text(
        "gespeichert"
    )


def of_the_room(mayor: Mayor, text: str) -> Locator:
    return mayor.page.locator(".others__one", has_text=text)


def like(mayor: Mayor, text: str) -> Locator:
    return of_the_room(mayor, text).get_by_role("button", name="Zustimmen")
