"""What phones say of names and secrecy: of secret votes word for word, of named ones held to the facts."""

import json
from random import Random

import pytest

from tests.services.hall import Hall, make_hall
from workshop.activities import TYPES, type_of
from workshop.language import LANGUAGES, Catalogue
from workshop.models import Activity, Seat
from workshop.snapshots.record import Reader
from workshop.snapshots.summary import summary_of

# The text for people as it was agreed on; docs/secrecy.md says the same at length.
SECRET = [
    "Diese Abstimmung ist geheim.",
    "Wer abgestimmt hat, wird getrennt von den Stimmen gespeichert – ohne Uhrzeit und ohne Reihenfolge.",
    "Nach dem Schließen werden die Stimmen gemischt und der Schlüssel wird gelöscht; danach kann auch die Verwaltung "
    "keine Stimme mehr einer Gemeinde zuordnen.",
    "Grenzen: Solange die Abstimmung läuft, müssen Sie dem Betreiber des Servers vertrauen.",
    "Wer Ihnen beim Tippen zusieht, sieht Ihre Stimme.",
    "Bei einstimmigem Ergebnis ist jede Stimme bekannt.",
    "Für rechtlich verbindliche geheime Wahlen ist dieses Programm nicht zugelassen.",
]
IN_ENGLISH = [
    "secret", "without time and without order", "the key is deleted", "trust whoever runs the server",
    "watches you tap", "unanimous result reveals every vote", "not certified for legally binding",
]  # fmt: skip
CARDS = "Beispiele und Hürden"
ROOM = ("screen", "phone")
TITLES = (CARDS, "Vertiefung", "Schwerpunkte", "Maßnahmen")
NAMED = [name for name, kind in TYPES.items() if "named" in kind.privacies and "named_said" not in kind.texts["de"]]


@pytest.fixture
def hall(sqlite_url):
    made = make_hall(sqlite_url)
    yield made
    made.engine.dispose()


def test_a_phone_says_of_a_secret_vote_what_was_agreed_on_sentence_by_sentence():
    assert said("de", "phone.secret_means") == " ".join(SECRET)
    english = [one for one in said("en", "phone.secret_means").split(". ") if one]
    assert len(english) == len(SECRET)
    assert all(words in sentence for words, sentence in zip(IN_ENGLISH, english, strict=True))


def said(language: str, key: str) -> str:
    return Catalogue().t(language, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_privacy_that_a_step_can_have_is_explained(language):
    every = {privacy for kind in TYPES.values() for privacy in kind.privacies}
    assert every == {"named", "unnamed", "secret"}
    assert all(said(language, f"phone.{privacy}_means") not in ("", f"phone.{privacy}_means") for privacy in every)


def test_named_means_that_everybody_sees_the_name_once_the_result_is_shown_and_not_before(hall):
    assert "sobald das Ergebnis gezeigt wird" in said("de", "phone.named_means")
    for title in TITLES:
        name, step = give_by_name(hall, title), hall.step(title)
        hall.command("hide", activity=step)
        assert [audience for audience in ROOM if is_named(hall, audience, step, name)] == [], title
        hall.command("reveal", activity=step)
        assert [audience for audience in ROOM if is_named(hall, audience, step, name)] == list(ROOM), title
        assert is_named(hall, "cockpit", step, name) and name in document(hall, title), title


def test_unnamed_means_that_neither_the_room_nor_a_document_has_the_name(hall):
    assert "steht nicht, wer was gegeben hat" in said("de", "phone.unnamed_means")
    for title in TITLES:
        name = give_by_name(hall, title, "unnamed")
        assert not any(is_named(hall, audience, hall.step(title), name) for audience in (*ROOM, "cockpit")), title
        assert name not in document(hall, title)
        known = {row.voice for row in hall.rows(title)}
        assert known == {f"seat:{hall.seat_of(hall.people[0])}"}, "until it is archived the database knows"


def give_by_name(hall: Hall, title: str, privacy: str = "named") -> str:
    """Let the first mayor give something, show it, and return the name of the seat."""
    step, who = hall.step(title), hall.people[0]
    hall.command("edit_step", activity=step, field="privacy", value=privacy, former=None)
    hall.open(title)
    with hall.read() as session:
        kind = type_of(session.get_one(Activity, step).type)
    assert kind.name in NAMED
    for name, item, value in kind.rehearse(hall.round(title).frozen, 0, Random(0))[:1]:
        hall.give(who, value, title, kind=name, item=item)
    for command in ("close", "reveal"):
        hall.command(command, activity=step)
    with hall.read() as session:
        return session.get_one(Seat, hall.seat_of(who)).name


def is_named(hall: Hall, audience: str, step: int, name: str) -> bool:
    return name in json.dumps(hall.pictures()[f"{audience} {step}"], ensure_ascii=False)


def document(hall: Hall, title: str) -> str:
    with hall.engine.connect() as connection:
        summary = summary_of(connection, hall.workshop, hall.now, Reader("de", "Europe/Berlin", Catalogue())).as_dict()
    return json.dumps([step for step in summary["steps"] if step["title"] == title], ensure_ascii=False)
