"""The phone: whoever comes back finds their answers, and every fate of an answer has a sentence."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.phones import Mayor, Phone
from tests.browser.room import Room

pytestmark = pytest.mark.timeout(90)
WORDS, SCALE, CARDS, CHOICE = "Ankommen", "Lagebild", "Beispiele und Hürden", "Vertiefung"
THEMES = ("Ein Ansprechpartner", "Frühzeitig informieren")
STATEMENT = "Wohnen"
DAY = 24 * 3600 * 1000  # ms
TOO_LONG = "Der Bus fährt nicht. " * 30


# The same person comes back.


def test_a_reload_a_second_tab_and_a_second_device_show_the_same_answers(room: Room):
    room.moderator.begin(WORDS)
    mayor = room.mayor("Ahorn")
    mayor.say("Ehrenamt", "Wohnraum")
    mayor.page.reload()
    for other in (mayor, mayor.second_tab(), room.mayor("Ahorn")):
        expect(other.word(1)).to_have_value("Ehrenamt")
        expect(other.word(2)).to_have_value("Wohnraum")
        other.sees(re.compile(r"gespeichert um \d\d:\d\d"))


@pytest.mark.parametrize("days", [-1, 1])
def test_a_phone_whose_clock_is_a_day_off_shows_the_time_of_the_room(room: Room, days: int):
    room.moderator.begin(WORDS)
    right, wrong = room.mayor("Meeder"), room.mayor("Ahorn")
    wrong.page.add_init_script(f"const right = Date.now; Date.now = () => right() + {days * DAY}")
    wrong.page.reload()
    assert round((wrong.page.evaluate("Date.now()") - right.page.evaluate("Date.now()")) / DAY) == days
    wrong.say("Ehrenamt", "Wohnraum")
    expect(wrong.page.get_by_role("timer")).to_be_visible()
    before, shown, after = seconds_left(right.page), seconds_left(wrong.page), seconds_left(right.page)
    assert before + 1 >= shown >= after - 1


def test_what_a_step_means_for_ones_name_is_one_tap_away(room: Room):
    mayor = room.mayor("Dörfles")
    unnamed = (WORDS, "ohne Namen", "Im Raum und in den Ergebnissen steht nicht, wer was gegeben hat.")
    named = ("Maßnahmen", "mit Namen", "Alle im Raum sehen, wer was gegeben hat")
    for step, word, meaning in (unnamed, named):
        room.moderator.begin(step)
        mayor.at(step)
        means = mayor.page.locator("main").get_by_text(meaning)
        expect(means).to_be_hidden()
        mayor.page.get_by_text(word, exact=True).click()
        expect(means).to_be_visible()


def test_a_seat_that_is_taken_says_how_one_comes_to_it(room: Room):
    room.mayor("Meeder")
    phone = room.met(Phone(room.browser, room.server.url))
    phone.page.goto(f"{room.server.url}/j/{room.code}")
    phone.page.get_by_role("link", name=re.compile("^Meeder")).click()
    phone.sees("Meeder ist schon angemeldet.")
    phone.sees("Wer mit dem persönlichen Link seines Sitzes kommt, ist sofort dabei.")
    phone.sees("Die Stimme bleibt eine.")


def test_mayor_and_deputy_have_one_voice_and_see_the_same(room: Room):
    room.moderator.begin(SCALE)
    mayor, deputy = room.mayor("Itzgrund"), room.mayor("Itzgrund", "Stellvertretung")
    mayor.rate(STATEMENT, "2")
    expect(rating(deputy, "2")).to_be_checked()
    expect(rating(deputy, "5")).to_be_disabled()
    deputy.take_vote()
    deputy.rate(STATEMENT, "5")
    expect(rating(mayor, "5")).to_be_checked()
    room.moderator.counts(1)


def test_a_change_on_one_device_leaves_what_is_typed_on_the_other(room: Room):
    room.moderator.begin(WORDS)
    one, other = room.mayor("Grub"), room.mayor("Grub")
    other.word(2).press_sequentially("Geduld und Zeit")
    place_cursor(other.page, 3, 6)
    one.say("Sprache")
    expect(other.word(1)).to_have_value("Sprache")
    assert cursor(other.page) == ["word-2", "Geduld und Zeit", 3, 6]
    one.say("Arbeit", "Bus")
    expect(other.word(1)).to_have_value("Arbeit")
    assert cursor(other.page) == ["word-2", "Geduld und Zeit", 3, 6]


def test_a_draft_is_there_again_after_a_reload(room: Room):
    room.moderator.begin(CARDS)
    mayor = room.mayor("Sonnefeld")
    mayor.turn_to(2)
    mayor.type_card("Drei Stellen und")
    mayor.page.reload()
    expect(mayor.new_card()).to_have_value("Drei Stellen und")


# Answers can be changed until the step closes.


def test_words_ratings_and_votes_can_be_changed_until_the_step_closes(room: Room):
    mayor = room.mayor("Lautertal")
    room.moderator.begin(WORDS)
    mayor.at(WORDS)
    mayor.say("Zuhören")
    expect(room.moderator.card("Zuhören")).to_be_visible()
    mayor.say("Nachfragen")
    expect(room.moderator.card("Nachfragen")).to_be_visible()
    expect(room.moderator.card("Zuhören")).to_have_count(0)
    mayor.word(1).fill("")
    mayor.press("Zurücknehmen")
    expect(room.moderator.card("Nachfragen")).to_have_count(0)
    room.moderator.close()
    mayor.sees("Die Eingabe ist geschlossen.")
    expect(mayor.word(1)).to_have_count(0)


def test_a_vote_can_be_changed_and_taken_back(room: Room):
    with_themes(room)
    room.moderator.begin(CHOICE)
    mayor = room.mayor("Seßlach")
    mayor.choose(THEMES[0])
    mayor.choose(THEMES[1])
    expect(mayor.page.get_by_role("radio", name=THEMES[0])).not_to_be_checked()
    mayor.press("Auswahl zurücknehmen")
    room.moderator.counts(0)
    mayor.choose(THEMES[0])
    room.moderator.close()
    room.moderator.reveal()
    mayor.sees("Die Eingabe ist geschlossen. Ihr Beitrag ist gespeichert.")
    expect(mayor.page.get_by_role("heading", name="Ergebnis")).to_be_visible()


# Cards and what becomes of them.


def test_a_card_can_be_changed_and_taken_back_into_the_field(room: Room):
    room.moderator.begin(CARDS)
    mayor = room.mayor("Rödental")
    mayor.write_card("Feste Termine")
    mayor.press("^Ändern")
    mayor.page.get_by_label("Karte ändern").fill("Feste Termine im Monat")
    mayor.press("Änderung senden")
    expect(mayor.card("Feste Termine im Monat")).to_contain_text("gespeichert")
    mayor.press("^Ändern")
    mayor.press("Karte zurücknehmen")
    expect(mayor.new_card()).to_have_value("Feste Termine im Monat")
    expect(mayor.card("Feste Termine")).to_have_count(0)
    expect(room.moderator.card("Feste Termine im Monat")).to_have_count(0)


def test_a_card_that_is_too_long_gets_a_sentence_and_is_not_lost(room: Room):
    room.moderator.begin(CARDS)
    mayor = room.mayor("Niederfüllbach")
    mayor.new_card().focus()
    mayor.page.keyboard.insert_text(TOO_LONG)
    mayor.sees("129 Zeichen zu viel")
    mayor.send_card()
    mayor.sees("Bitte kürzen Sie den Text auf höchstens 500 Zeichen.")
    expect(mayor.new_card()).to_have_value(TOO_LONG)
    expect(mayor.new_card()).to_be_focused()
    mayor.new_card().fill(TOO_LONG[:400])
    mayor.send_card()
    expect(mayor.card(TOO_LONG[:100])).to_contain_text("gespeichert")


def test_a_card_that_is_looked_through_first_says_so(room: Room):
    room.moderator.begin(CARDS)
    room.moderator.premoderate()
    mayor = room.mayor("Weidhausen")
    mayor.write_card("Erst ansehen, bitte")
    expect(mayor.card("Erst ansehen")).to_contain_text("Die Moderation sieht diese Karte zuerst durch.")
    room.moderator.do_to("Erst ansehen, bitte", "Freigeben")
    expect(mayor.card("Erst ansehen")).not_to_contain_text("Moderation")
    room.moderator.premoderate()


def test_a_hidden_card_tells_its_author(room: Room):
    room.moderator.begin(CARDS)
    mayor = room.mayor("Untersiemau")
    mayor.write_card("Familie Muster beschwert sich")
    room.moderator.do_to("Familie Muster beschwert sich", "Ausblenden")
    expect(mayor.card("Familie Muster")).to_contain_text("Die Moderation hat diese Karte beiseitegelegt.")


def with_themes(room: Room) -> None:
    """Give the choice its options."""
    room.moderator.begin(CARDS)
    for theme in THEMES:
        room.moderator.new_theme(theme)


def rating(mayor: Mayor, value: str):
    return mayor.page.get_by_role("group", name=STATEMENT).get_by_role("radio", name=value, exact=True)


def seconds_left(page: Page) -> int:
    minutes, seconds = (page.get_by_role("timer").locator(".timer__left").text_content() or "").split(":")
    return int(minutes) * 60 + int(seconds)


def place_cursor(page: Page, start: int, end: int) -> None:
    page.evaluate("([start, end]) => document.activeElement.setSelectionRange(start, end)", [start, end])


def cursor(page: Page) -> list[str | int]:
    """Return the field with the focus, its text, and what is marked in it."""
    return page.evaluate("(at => [at.id, at.value, at.selectionStart, at.selectionEnd])(document.activeElement)")
