"""The phone: whoever comes back finds their answers, and every fate of an answer has a sentence."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Mayor, Phone
from tests.browser.room import Room

pytestmark = pytest.mark.timeout(90)
WORDS, SCALE, CARDS, CHOICE = "Ankommen", "Lagebild", "Beispiele und Hürden", "Vertiefung"
THEMES = ("Ein Ansprechpartner", "Frühzeitig informieren")
STATEMENT = "Wohnen"
TOO_LONG = "Der Bus fährt nicht. " * 30
WITHOUT_STORAGE = """
for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
"""
SLOW_WAKE_LOCK = """
window.wakes = { asked: 0, released: 0 };
const lock = { addEventListener() {}, release: async () => void wakes.released++ };
const request = () => (wakes.asked++, new Promise(grant => (window.grant = () => grant(lock))));
Object.defineProperty(navigator, "wakeLock", { value: { request } });
"""
WITHOUT_WAKE_LOCK = "delete Navigator.prototype.wakeLock;"
REFUSED_WAKE_LOCK = """
const request = async () => { throw new DOMException("low battery"); };
Object.defineProperty(navigator, "wakeLock", { value: { request } });
"""


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


def test_a_seat_that_is_taken_asks_whether_it_is_a_second_device(room: Room):
    room.mayor("Meeder")
    phone = room.met(Phone(room.browser, room.server.url))
    phone.page.goto(f"{room.server.url}/j/{room.code}")
    phone.page.get_by_role("link", name=re.compile("^Meeder")).click()
    phone.sees("Meeder ist schon angemeldet.")
    phone.sees("Ist das Ihr zweites Gerät?")
    phone.sees("Die Stimme bleibt dieselbe.")


def test_mayor_and_deputy_have_one_voice_and_see_the_same(room: Room):
    room.moderator.begin(SCALE)
    mayor, deputy = room.mayor("Itzgrund"), room.mayor("Itzgrund", "Stellvertretung")
    mayor.rate(STATEMENT, "2")
    expect(rating(deputy, "2")).to_be_checked()
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


# Those who may not, and those who cannot.


def test_a_guest_is_told_before_trying_that_only_seats_vote(room: Room):
    room.moderator.begin(SCALE)
    guest = room.guest("Frau Beobachterin")
    guest.sees("In diesem Schritt stimmen nur die Sitze ab.")
    expect(guest.page.get_by_role("radio")).to_have_count(0)
    expect(guest.page.get_by_role("button", name="mehr Zeit")).to_have_count(0)
    room.moderator.begin(CARDS)
    guest.write_card("Auch Gäste schreiben")


def test_somebody_who_was_removed_is_told_and_cannot_go_on(room: Room):
    room.moderator.begin(CARDS)
    guest = room.guest("Herr Falsch")
    room.moderator.remove_guest("Herr Falsch")
    guest.sees("Die Moderation hat Sie aus diesem Workshop genommen.")
    guest.page.get_by_role("link", name="Zur Eingabe des Codes").click()
    expect(guest.page.get_by_label("Code")).to_be_visible()


def test_the_end_is_said_to_those_inside_and_to_those_who_come_too_late(room: Room):
    room.moderator.begin(CARDS)
    mayor = room.mayor("Ahorn")
    mayor.type_card("Nicht fertig geworden")
    mayor.new_card().blur()
    room.moderator.end()
    mayor.sees("Der Workshop ist beendet")
    mayor.page.reload()
    mayor.sees("Der Workshop ist beendet")
    mayor.sees("Ihr Entwurf zu „Beispiele und Hürden“ ist noch auf diesem Gerät")
    late = room.met(Phone(room.browser, room.server.url))
    late.page.goto(f"{room.server.url}/j/{room.code}")
    late.sees("Dieser Workshop ist beendet. Eine Teilnahme ist nicht mehr möglich.")
    room.moderator.open_room_again()


@pytest.mark.parametrize(("workshop", "cookie"), [(1, "forged"), (2, "own"), (2, "none")])
def test_a_wrong_cookie_and_a_foreign_workshop_lead_to_the_code(room: Room, workshop: int, cookie: str):
    mayor = room.mayor("Ahorn")
    own = next(one for one in mayor.context.cookies() if one.get("name") == "participant_1")
    value = own.get("value", "") if cookie == "own" else "forged"
    if cookie != "none":
        mayor.context.add_cookies([{"name": f"participant_{workshop}", "value": value, "url": room.server.url}])
    mayor.page.goto(f"{room.server.url}/w/{workshop}")
    expect(mayor.page.get_by_label("Code")).to_be_visible()


def test_without_javascript_one_gets_as_far_as_a_sentence(room: Room):
    phone = room.met(Phone(room.browser, room.server.url, java_script_enabled=False))
    phone.page.goto(room.server.url)
    phone.page.get_by_label("Code").fill(room.code.lower().replace("-", " "))
    phone.press("Weiter")
    phone.page.get_by_role("link", name=re.compile("^Großheirath")).click()
    phone.press("Bürgermeister")
    expect(phone.page).to_have_url(f"{room.server.url}/w/1")
    expect(phone.page.locator("noscript p")).to_contain_text("Diese Seite braucht JavaScript.")


def test_without_storage_everything_works_until_the_tab_closes(room: Room):
    room.moderator.begin(CARDS)
    mayor = room.mayor("Ebersdorf", url=room.line.url, script=WITHOUT_STORAGE)
    mayor.type_card("Ohne Speicher")
    room.line.cut()
    mayor.send_card()
    expect(mayor.card("Ohne Speicher")).to_contain_text("wartet auf Netz")
    room.line.restore()
    expect(mayor.card("Ohne Speicher")).to_contain_text("gespeichert", timeout=15_000)


# The phone stays awake while a step is open.


def test_the_phone_is_kept_awake_while_a_step_is_open(room: Room):
    room.moderator.begin(WORDS)
    mayor = room.mayor("Dörfles", script=SLOW_WAKE_LOCK)
    mayor.page.wait_for_function("wakes.asked === 1")
    mayor.page.evaluate("grant()")
    room.moderator.close()
    mayor.page.wait_for_function("wakes.released === 1")


def test_a_step_that_closes_while_the_device_decides_leaves_nobody_awake(room: Room):
    room.moderator.begin(WORDS)
    mayor = room.mayor("Dörfles", script=SLOW_WAKE_LOCK)
    mayor.page.wait_for_function("wakes.asked === 1")
    room.moderator.action("Eine Minute mehr").click()  # another picture of an open step
    room.moderator.close()
    mayor.sees("Die Eingabe ist geschlossen.")
    mayor.page.evaluate("grant()")
    mayor.page.wait_for_function("wakes.asked === 1 && wakes.released === 1")


@pytest.mark.parametrize("script", [WITHOUT_WAKE_LOCK, REFUSED_WAKE_LOCK], ids=["missing", "refused"])
def test_without_a_wake_lock_nothing_is_said(room: Room, script: str):
    room.moderator.begin(WORDS)
    mayor = room.mayor("Dörfles", script=script)
    mayor.say("Ehrenamt")
    assert mayor.complaints == []


def with_themes(room: Room) -> None:
    """Give the choice its options."""
    room.moderator.begin(CARDS)
    for theme in THEMES:
        room.moderator.new_theme(theme)


def rating(mayor: Mayor, value: str):
    return mayor.page.get_by_role("group", name=STATEMENT).get_by_role("radio", name=value, exact=True)


def place_cursor(page: Page, start: int, end: int) -> None:
    page.evaluate("([start, end]) => document.activeElement.setSelectionRange(start, end)", [start, end])


def cursor(page: Page) -> list[str | int]:
    """Return the field with the focus, its text, and what is marked in it."""
    return page.evaluate("(at => [at.id, at.value, at.selectionStart, at.selectionEnd])(document.activeElement)")
