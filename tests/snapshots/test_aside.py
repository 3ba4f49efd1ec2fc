"""What was kept beside the agenda is in the Summary; a private note and what was struck are not."""

import json

import pytest
from sqlalchemy.orm import Session

from workshop.models import Activity, Workshop

CARDS, CHOICE = "Beispiele und Hürden", "Vertiefung"
MINUTE = 60_000


def capture(hall, kind, text, title=None):
    made = hall.command("capture", kind=kind, text=text, activity=hall.step(title) if title else None)
    return made["capture"]


def measure(hall, what, title=None, **fields):
    made = hall.command("add_measure", activity=hall.step(title) if title else None, what=what)["measure"]
    for field, value in fields.items():
        former = "open" if field == "status" else ""
        hall.command("edit_measure", measure=made, field=field, value=value, former=former)
    return made


def speak(hall, speech, seconds):
    hall.command("call_speaker", speech=speech)
    hall.now += seconds * 1000
    hall.command("end_speech", speech=speech)


def change(hall, row, number, **values):
    with Session(hall.engine, info={"writer": True}) as session:
        found = session.get_one(row, number)
        for name, value in values.items():
            setattr(found, name, value)
        session.commit()


def test_an_empty_workshop_has_none_of_it(summary):
    found = summary()
    assert (found.measures, found.decisions, found.notes, found.topics, found.speeches) == ([], [], [], [], [])
    assert found.following is None


def test_measures_stand_in_order_with_all_that_was_said(hall, summary):
    measure(
        hall, "Zweite", CHOICE, responsible="Amt für Jugend", involved="Gemeinden", due="2017-03-31", status="doing"
    )
    hall.command("move_measure", measure=measure(hall, "Erste"), to=1)
    hall.command("remove_measure", measure=measure(hall, "Gestrichen"))
    one, two = summary().measures
    assert (one.n, one.what, one.origin, one.step) == (1, "Erste", "", "")
    assert (two.n, two.what, two.responsible, two.involved) == (2, "Zweite", "Amt für Jugend", "Gemeinden")
    assert (two.due, two.status, two.step) == ("2017-03-31", "doing", CHOICE)
    assert two.origin == "Aus Schritt 5 · Vertiefung"


def test_a_measure_says_which_option_it_follows_from(hall, summary):
    theme = hall.theme("Busse")
    hall.command("add_measure", activity=hall.step(CHOICE), what="Fahrplan", origin=f"theme:{theme}")
    hall.command("add_measure", activity=None, what="Ohne Spur", origin="theme:999999")
    assert [one.origin for one in summary().measures] == ["Aus „Busse“ (Schritt 3 · Beispiele und Hürden)", ""]
    assert summary("en").measures[0].origin == "From “Busse” (step 3 · Beispiele und Hürden)"


def test_a_measure_says_which_statement_it_follows_from(hall, summary):
    hall.open("Lagebild")
    statement = hall.round("Lagebild").frozen["statements"][0]
    hall.command("add_measure", activity=None, what="Fahrplan", origin=statement["id"])
    assert summary().measures[0].origin == f"Aus „{statement['label']}“ (Schritt 2 · Lagebild)"


def test_a_measure_says_which_decision_it_follows_from(hall, summary):
    step = hall.step("Empfehlung")
    linked = {"activity": hall.step("Rangfolge"), "what": "best"}
    for field, value, former in (("quorum", "none", "half"), ("proposal", [], linked)):
        hall.command("edit_step", activity=step, field=field, value=value, former=former)
    hall.open("Empfehlung")
    hall.give(hall.people[0], "yes", "Empfehlung")
    for name in ("close", "reveal"):
        hall.command(name, activity=step)
    hall.open("Maßnahmen")
    (decision,) = hall.round("Maßnahmen").frozen["options"]
    hall.command("add_measure", activity=hall.step("Maßnahmen"), what="Fahrplan", origin=decision["id"])
    assert summary().measures[0].origin == f"Aus „{decision['label']}“ (Schritt 8 · Empfehlung)"


def test_decisions_and_notes_stand_apart_with_their_step(hall, summary):
    capture(hall, "note", "Präsentation geht an alle.")
    capture(hall, "decision", "Wir fangen an.", CHOICE)
    hall.command("remove_capture", capture=capture(hall, "decision", "Gestrichen"))
    found = summary()
    assert [(one.text, one.step, one.at) for one in found.decisions] == [("Wir fangen an.", CHOICE, hall.now)]
    assert [(one.text, one.step) for one in found.notes] == [("Präsentation geht an alle.", "")]


def test_a_parked_card_is_an_open_point_with_its_own_words(hall, summary):
    hall.open(CARDS)
    card, gone = hall.card(hall.people[0], "Busverbindung"), hall.card(hall.people[1], "Nimmt zurück")
    hall.command("park", card=card)
    hall.command("park", card=gone)
    hall.command("done", capture=capture(hall, "topic", "Raumfrage"), on=True)
    item = next(row.item for row in hall.rows(CARDS) if row.id == gone)
    hall.command("take_back", hall.people[1], round=hall.round(CARDS).id, item=item, key=hall.key(), n=2)
    assert [(one.text, one.is_card, one.done, one.step) for one in summary().topics] == [
        ("Busverbindung", True, False, CARDS),
        ("Raumfrage", False, True, ""),
    ]


def test_only_who_spoke_is_named_with_the_time_in_all(hall, summary):
    for who in (hall.people[0], hall.people[-1], hall.people[1]):
        hall.command("ask_speak", who)
    listed = hall.pictures()["cockpit"]["speakers"]["waiting"]
    speak(hall, listed[0]["id"], 125)
    speak(hall, listed[1]["id"], 7)
    speak(hall, hall.command("readd_speaker", speech=listed[0]["id"])["speech"], 60)
    seat, guest = summary().speeches
    assert (seat.name, seat.seconds, [one.seconds for one in seat.speeches]) == ("Ahorn", 185, [125, 60])
    assert (guest.name, guest.seconds) == ("Gast", 7)


def test_who_speaks_at_the_moment_has_not_spoken_yet(hall, summary):
    hall.command("ask_speak", hall.people[0])
    [listed] = hall.pictures()["cockpit"]["speakers"]["waiting"]
    hall.command("call_speaker", speech=listed["id"])
    assert summary().speeches == []


@pytest.mark.parametrize("days", [14, -14])
def test_the_next_workshop_of_the_series_is_named(hall, summary, days):
    at = summary().started_at + days * 24 * 60 * MINUTE
    change(hall, Workshop, hall.elsewhere, title="Zweiter Austausch", starts_at=at)
    found = summary().following
    assert (found and (found.title, found.starts_at)) == (("Zweiter Austausch", at) if days > 0 else None)


def test_private_notes_are_in_no_word_of_it(hall, summary):
    change(hall, Workshop, hall.workshop, note="Privat: Bürgermeister X bremst")
    change(hall, Activity, hall.step(CHOICE), note="Privat: langsam sprechen")
    hall.open(CHOICE)
    assert "Privat" not in json.dumps(summary().as_dict(), ensure_ascii=False)


def test_another_workshop_adds_nothing(hall, summary):
    here, hall.workshop = hall.workshop, hall.elsewhere
    capture(hall, "decision", "Drüben")
    measure(hall, "Drüben")
    hall.workshop = here
    assert "Drüben" not in json.dumps(summary().as_dict(), ensure_ascii=False)
