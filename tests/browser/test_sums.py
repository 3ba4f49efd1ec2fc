"""Resistance and money, from the editor over the phone and the cockpit to the wall."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.hands import tick
from tests.browser.phones import Mayor
from tests.browser.room import Room

pytestmark = pytest.mark.timeout(150)
HERE, ALONE, PASSIVE = "Ein Ort für alle", "Jede Gemeinde für sich", "Es bleibt, wie es ist"
REASON = "Wenn der Bus bis in die Dörfer fährt."
BUS, POOL, BENCHES = "Bürgerbus", "Freibad", "Bänke am Markt"


def test_the_least_resistance_stands_first_and_says_what_would_lessen_it(room: Room):
    add(room, "Konsensieren", "Ferienbetreuung", "Wie betreuen wir in den Ferien?", "Vorschläge", [HERE, ALONE])
    room.moderator.begin("Ferienbetreuung")
    ahorn, meeder = room.mayor("Ahorn"), room.mayor("Meeder")
    for mayor, ratings in ((ahorn, (7, 2, 10)), (meeder, (6, 1, 9))):
        for option, value in zip((HERE, ALONE, PASSIVE), ratings, strict=True):
            rate(mayor, option, value)
    explain(ahorn, HERE, REASON)
    expect(ahorn.page.get_by_text("3 von 3 beantwortet")).to_be_visible()
    for option in (ALONE, PASSIVE):
        expect(meeder.page.get_by_role("group", name=option).get_by_role("textbox")).to_have_count(0)
    room.moderator.counts(2)
    expect(room.moderator.card(REASON)).to_contain_text(HERE)
    room.moderator.close()
    wall = room.open_wall()
    expect(wall.locator("main")).not_to_contain_text(ALONE)
    room.moderator.reveal()
    expect(wall.get_by_role("rowheader")).to_have_text(
        [ALONE, re.compile(HERE), re.compile(f"{PASSIVE}.*Passivlösung")]
    )
    expect(wall.get_by_role("row", name=ALONE)).to_contain_text("85 %")
    expect(meeder.page.get_by_role("row", name=HERE)).to_contain_text(REASON)
    wall.close()


def test_a_sum_is_shared_out_by_taps_keys_and_numbers_and_cannot_be_exceeded(room: Room):
    add(room, "Budget", "Pauschale", "Wie verteilen wir?", "Posten", ["Sprachkurse", "Fahrdienste", "Räume"])
    room.moderator.begin("Pauschale")
    mayor = room.mayor("Weitramsdorf")
    mayor.sees("Alle im Raum sehen, von wem was kommt.")
    first, second, third = (row(mayor, name) for name in ("Sprachkurse", "Fahrdienste", "Räume"))
    first.get_by_role("textbox").fill("60.000")
    first.get_by_role("textbox").press("Enter")
    expect(left(mayor)).to_have_text("noch 40.000 von 100.000 Euro")
    second.get_by_role("textbox").fill("90000")
    second.get_by_role("textbox").press("Tab")
    expect(second.get_by_role("status")).to_contain_text("Eingetragen sind 40.000")
    expect(left(mayor)).to_have_text("alles verteilt: 100.000 Euro")
    expect(third.get_by_role("button", name="Mehr für")).to_have_attribute("aria-disabled", "true")
    second.get_by_role("textbox").press("ArrowDown")
    third.get_by_role("button", name="Mehr für").click()
    expect(third.get_by_role("textbox")).to_have_value("1.000")
    second.get_by_role("button", name="Weniger für").click()
    third.get_by_role("button", name="Den Rest").click()
    deputy = room.mayor("Weitramsdorf", "Stellvertretung")
    for name, amount in (("Sprachkurse", "60.000"), ("Fahrdienste", "38.000"), ("Räume", "2.000")):
        expect(row(deputy, name).get_by_role("textbox")).to_have_value(amount)
    room.moderator.counts(1)
    room.moderator.close()
    room.moderator.reveal()
    wall = room.open_wall()
    expect(wall.get_by_role("row", name="Sprachkurse")).to_contain_text("60.000")
    expect(wall.get_by_label("Wer was gegeben hat")).to_contain_text("Weitramsdorf")
    expect(mayor.page.get_by_role("row", name="Räume")).to_contain_text("von 2.000 bis 2.000")
    mayor.page.locator("summary", has_text="Wer was gegeben hat").click()
    expect(mayor.page.get_by_label("Wer was gegeben hat")).to_contain_text("Weitramsdorf")
    wall.close()


def test_proposals_are_bought_by_votes_until_the_sum_is_spent(room: Room):
    prices = {BUS: "60000", POOL: "50000", BENCHES: "30000"}
    add(
        room,
        "Budget",
        "Bürgerhaushalt",
        "Was kaufen wir?",
        "Vorhaben und ihr Preis",
        list(prices),
        list(prices.values()),
    )
    room.moderator.begin("Bürgerhaushalt")
    mayors = [room.mayor(seat) for seat in ("Ahorn", "Meeder", "Itzgrund")]
    for mayor, chosen in zip(mayors, ((BUS, BENCHES), (BUS,), (POOL, BENCHES)), strict=True):
        for name in chosen:
            mayor.page.get_by_role("checkbox", name=name).check()
    blocked = mayors[0].page.get_by_role("checkbox", name=POOL)
    expect(blocked).to_be_disabled()
    expect(mayors[0].page.get_by_text("kostet 40.000 Euro mehr, als noch da ist")).to_be_visible()
    mayors[0].page.get_by_role("checkbox", name=BUS).uncheck()
    expect(blocked).to_be_enabled()
    mayors[0].page.get_by_role("checkbox", name=BUS).check()
    room.moderator.counts(3)
    room.moderator.close()
    room.moderator.reveal()
    wall = room.open_wall()
    expect(wall.locator("main")).to_contain_text("Die Summe kauft 2 Vorhaben für 90.000 Euro, 10.000 bleiben.")
    bought = wall.get_by_role("rowheader").filter(has_text="gekauft")
    expect(bought).to_have_text([re.compile(BENCHES), re.compile(BUS)])
    wall.close()


def add(
    room: Room, kind: str, title: str, ask: str, field: str, lines: list[str], prices: list[str] | None = None
) -> None:
    """Add a step as one does in the editor."""
    page = room.moderator.open_tab()
    page.goto(f"{room.server.url}/w/1/edit#step-10")
    page.get_by_role("button", name="Schritt hinzufügen").click()
    page.locator(".type-list__type", has_text=kind).click()
    expect(page.get_by_label("Titel")).to_be_focused()
    page.get_by_label("Titel").fill(title)
    page.locator("#field-ask").fill(ask)
    if prices:
        page.get_by_role("radio", name="Vorhaben mit Preis kaufen").check()
    group = page.get_by_role("group", name=field)
    for n, line in enumerate(lines):
        group.get_by_role("button", name="Zeile hinzufügen").click()
        group.get_by_role("textbox", name=re.compile(f"{field} {n + 1}")).fill(line)
        if prices:
            group.get_by_label(f"Preis von Zeile {n + 1}").fill(prices[n])
    page.locator("#field-ask").focus()
    expect(page.locator(".editor-head__state")).to_have_text("gespeichert")
    page.close()


def rate(mayor: Mayor, option: str, value: int) -> None:
    tick(mayor.page.get_by_role("group", name=option).get_by_role("radio", name=str(value), exact=True))


def explain(mayor: Mayor, option: str, text: str) -> None:
    group = mayor.page.get_by_role("group", name=option)
    group.get_by_label("Was würde Ihren Widerstand verringern?").fill(text)
    group.get_by_role("button", name="Senden").click()
    expect(group.get_by_text("gespeichert um").last).to_be_visible()


def row(mayor: Mayor, name: str) -> Locator:
    return mayor.page.get_by_role("group", name=name)


def left(mayor: Mayor) -> Locator:
    return mayor.page.locator(".budget__sum")
