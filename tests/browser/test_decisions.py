"""What follows a vote: a dissenting note, the wish for a secret one, annulment, the result by groups, archiving."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.papers import READERS
from tests.browser.people import LAPTOP
from tests.browser.phones import Mayor
from tests.browser.room import Room
from tests.browser.voters import frozen_of, in_database, in_two_groups, vote, with_options

pytestmark = pytest.mark.timeout(120)
DECISION, RANKING = "Empfehlung", "Rangfolge"
NOTE = "Eine Ansprechperson allein löst die Wohnungsfrage nicht."
MISTAKE = "Im Wortlaut fehlte ein Satz."
TOWNS, VILLAGES = "Städte und Märkte", "Landgemeinden"
PROPOSALS = ("Dolmetscherpool", "Zentrale Anlaufstelle", "Fahrten zum Kurs", "Wohnraumbörse", "Patenschaften")
VOTERS = 6  # in each group
ALL = 17


def test_who_dissents_says_why_and_it_stands_with_the_decision_until_that_is_void(room: Room):
    room.moderator.begin(DECISION)
    dissenting, agreeing = room.mayor("Ahorn"), room.mayor("Meeder")
    dissenting.choose("Nein")
    agreeing.choose("Ja")
    room.moderator.counts(2)
    room.moderator.close()
    room.moderator.reveal()
    expect(agreeing.page.get_by_label("Abweichende Stellungnahme", exact=True)).to_have_count(0)
    dissenting.page.get_by_label("Abweichende Stellungnahme", exact=True).fill(NOTE)
    dissenting.press("^Senden")
    dissenting.sees("gespeichert um")
    for person in (agreeing, room.moderator):
        note = person.page.locator(".dissent__notes").get_by_text(NOTE)
        expect(note).to_be_visible()
    wall = room.open_wall()
    expect(wall.locator("main")).to_contain_text("eine abweichende Stellungnahme auf den Telefonen")
    expect(wall.locator("main")).not_to_contain_text(NOTE)
    summary = read(room, "/w/1/summary")
    expect(summary.get_by_role("row", name=re.compile(f"Ahorn.*Nein.*{NOTE}"))).to_be_visible()
    assert "Nein" in own_page(dissenting).get_by_role("heading", name=DECISION).locator("..").inner_text()
    for kind in ("docx", "json"):
        assert NOTE in READERS[kind](room.moderator.download(kind))

    room.moderator.annul(MISTAKE)
    for page in (dissenting.page, agreeing.page, wall):
        expect(page.locator("main")).to_contain_text(f"Diese Abstimmung ist ungültig: {MISTAKE}")
    summary.reload()
    expect(summary.locator("main")).to_contain_text(
        f"für ungültig erklärt. Was abgegeben wurde, zählt nicht. Grund: {MISTAKE}"
    )
    for page in (dissenting.page, agreeing.page, wall, room.moderator.page, summary):
        expect(page.locator("main")).not_to_contain_text(NOTE)
        expect(page.locator(".verdict")).to_have_count(0)
    wall.close()
    summary.close()


def test_those_who_wish_it_get_a_secret_vote_which_can_be_void_too(room: Room):
    room.moderator.begin(DECISION)
    room.moderator.close()
    room.moderator.action("Runde .* beginnen").click()
    mayors = [room.mayor(seat) for seat in ("Ahorn", "Meeder")]
    for mayor in mayors:
        mayor.press("Geheime Abstimmung wünschen")
        mayor.sees("Die Moderation sieht nur, wie viele das tun.")
    room.moderator.sees("2 Stimmen wünschen eine geheime Abstimmung.")
    mayors[0].press("Zurücknehmen")
    room.moderator.sees("Eine Stimme wünscht eine geheime Abstimmung.")
    room.moderator.press("Geheim abstimmen lassen")
    for mayor in mayors:
        expect(mayor.page.locator(".phone-step__meta")).to_contain_text("geheim")
    room.moderator.open_secret(DECISION)
    mayors[0].cast_secretly("Ja")

    room.moderator.annul(MISTAKE)
    wall = room.open_wall()
    for page in (*(mayor.page for mayor in mayors), wall):
        expect(page.locator("main")).to_contain_text(f"Diese Abstimmung ist ungültig: {MISTAKE}")
    mayors[0].sees("Sie wird nie ausgezählt.")
    expect(mayors[0].page.locator("#receipt-code")).to_have_count(0)
    summary = read(room, "/w/1/summary")
    expect(summary.locator("main")).to_contain_text(f"Grund: {MISTAKE}")
    wall.close()
    summary.close()


def test_by_groups_is_shown_to_all_or_nobody_whole_or_not_at_all(room: Room):
    seats = in_two_groups(room.server, TOWNS, VILLAGES, 8)
    with_options(room.server, RANKING, *PROPOSALS)
    room.moderator.begin(RANKING)
    mayor = room.mayor("Ahorn")
    room.moderator.close()
    room.moderator.reveal()
    room.moderator.press("Nach Gruppen zeigen")
    room.moderator.sees("mindestens fünf Stimmen")
    room.moderator.begin(RANKING)
    round_, frozen = frozen_of(room.server, RANKING)
    options = [option["id"] for option in frozen["options"]]
    for n, seat in enumerate((*seats[1 : 1 + VOTERS], *seats[8 : 8 + VOTERS])):
        vote(room.server, seat, round_, "order", turned(options, n))
    room.moderator.counts(2 * VOTERS)
    room.moderator.close()
    room.moderator.reveal()
    wall = room.open_wall()
    room.moderator.press("Nach Gruppen zeigen")
    for seen in (wall.locator("main"), mayor.page.locator("main"), room.moderator.page.locator(".outcome")):
        heads = seen.locator(".groups").get_by_role("columnheader")
        expect(heads.filter(has_text=f"({VOTERS})")).to_have_text([re.compile(VILLAGES), re.compile(TOWNS)])
        expect(seen.locator(".groups").get_by_role("row")).to_have_count(1 + len(options))
    expect(wall.locator(".places")).to_have_count(0)  # one thing at a time
    expect(mayor.page.locator(".places")).to_be_visible()
    summary = read(room, "/w/1/summary")
    expect(summary.get_by_role("heading", name="Nach Gruppen: Platz nach Schulze")).to_be_visible()
    room.moderator.press("Ohne Gruppen zeigen")
    for page in (wall, mayor.page, room.moderator.page):
        expect(page.locator(".groups")).to_have_count(0)
    wall.close()
    summary.close()


def test_archived_the_counts_stay_and_nobody_can_say_any_more_whose_they_are(room: Room):
    with_options(room.server, RANKING, *PROPOSALS)
    room.moderator.begin(RANKING)
    mayor = room.mayor("Meeder")
    mayor.press("Reihenfolge absenden")
    room.moderator.counts(1)
    round_, _ = frozen_of(room.server, RANKING)
    room.moderator.close()
    room.moderator.reveal()
    room.moderator.end()
    summary = read(room, "/w/1/summary")
    told = summary.locator(".summary__steps").inner_text()
    assert f"1 von {ALL} Gemeinden" in told
    assert voices_in(room, round_) == [f"seat:{seat_of(room, 'Meeder')}"]
    mine = own_page(mayor)
    expect(mine.get_by_role("heading", name=RANKING)).to_be_visible()

    desk = read(room, "/w/1/keeping")
    desk.get_by_role("button", name="Workshop archivieren").click()
    expect(desk.get_by_role("alert")).to_be_visible()
    desk.get_by_role("checkbox", name="Ja, endgültig archivieren").check()
    desk.get_by_role("button", name="Workshop archivieren").click()
    expect(desk.locator("main")).to_contain_text("Archiviert am")
    summary.reload()
    assert summary.locator(".summary__steps").inner_text() == told
    (voice,) = voices_in(room, round_)
    assert not voice.startswith("seat:")
    mine.reload()
    expect(mine.locator("main")).to_contain_text("ist keiner Person mehr zugeordnet")
    expect(mine.get_by_role("heading", name=RANKING)).to_have_count(0)


def own_page(mayor: Mayor) -> Page:
    """Open the page of what somebody gave."""
    page = mayor.open_window()
    page.goto(f"{mayor.url}/w/1/mine")
    return page


def voices_in(room: Room, round_: int) -> list[str]:
    return [row[0] for row in in_database(room.server, "SELECT voice FROM contribution WHERE round_id = ?", round_)]


def seat_of(room: Room, name: str) -> int:
    ((seat,),) = in_database(room.server, "SELECT id FROM seat WHERE name LIKE ? AND series_id = 1", f"{name}%")
    return int(seat)


def turned(options: list[str], n: int) -> list[str]:
    """Return the options in an order of one's own."""
    return [*options[n % len(options) :], *options[: n % len(options)]]


def read(room: Room, path: str) -> Page:
    page = room.moderator.open_window()  # a tab before the cockpit would slow it down
    page.set_viewport_size(LAPTOP)  # type: ignore[arg-type]
    page.goto(f"{room.server.url}{path}")
    return page
