"""Unnamed and live: neither the wall nor the lamps move by one person."""

import pytest
from sqlalchemy import select

from tests.services.hall import make_hall
from workshop.domain.permissions import SYSTEM, Who
from workshop.models import Activity, Seat
from workshop.services import joining
from workshop.services.own import forget_me

CARDS = "Beispiele und Hürden"


@pytest.fixture
def room(sqlite_url):
    made = make_hall(sqlite_url)
    with made.read() as session:
        seats = session.scalars(select(Seat.id).order_by(Seat.id)).all()
    for seat in seats[3:15]:
        joined = made.writer.run(made.workshop, joining.join, SYSTEM, seat_id=seat, capacity="holder", name="")
        made.people.append(Who("participant", joined["participant"]))
    made.people = [one for n, one in enumerate(made.people) if n not in (3, 4)]  # one device a seat, no guest
    yield made
    made.engine.dispose()


def test_words_on_the_wall_change_only_by_five_voices(room):
    step = words(room)
    seen = []
    for n, person in enumerate(room.people[:12]):
        room.give(person, f"Wort {n}", step, item="1")
        seen.append(len(shown(room, step)))
    assert seen == [0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10]
    room.command("close", activity=room.step(step))
    assert len(shown(room, step)) == 12


def test_a_change_of_mind_waits_and_a_word_taken_out_goes_at_once(room):
    step = words(room)
    for n, person in enumerate(room.people[:6]):
        room.give(person, f"Wort {n}", step, item="1")
    room.give(room.people[0], "Anders", step, item="1", n=2)
    assert shown(room, step) == {f"Wort {n}" for n in range(5)}
    room.command("hide_card", card=room.rows(step)[1].id)
    assert shown(room, step) == {"Wort 0", "Wort 2", "Wort 3", "Wort 4"}
    assert "Anders" in {one["value"] for one in room.pictures()[f"cockpit {room.step(step)}"]["rows"]}


def test_words_that_were_deleted_stand_in_no_picture_and_nowhere_else(room):
    step = words(room)
    for n, person in enumerate(room.people[:5]):
        room.give(person, f"Wort {n}", step, item="1")
    room.writer.run(room.workshop, forget_me, room.people[0])
    assert shown(room, step) == {f"Wort {n}" for n in range(1, 5)}
    assert "Wort 0" not in str(room.round(step).outcome)


def test_opened_again_it_goes_on_from_what_was_shown(room):
    step = words(room)
    for n, person in enumerate(room.people[:7]):
        room.give(person, f"Wort {n}", step, item="1")
    room.command("close", activity=room.step(step))
    before = shown(room, step)
    room.command("open", activity=room.step(step))
    seen = [shown(room, step) == before]
    for n, person in enumerate(room.people[7:12]):
        seen.append(shown(room, step) == before)
        room.give(person, f"Neu {n}", step, item="1")
    assert seen == [True] * 6
    assert len(shown(room, step)) == 12


def test_no_lamp_comes_on_with_an_unnamed_card(room):
    room.open(CARDS)
    assert lamps(room) == [0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10]
    room.command("close", activity=room.step(CARDS))
    assert len(room.pictures()[f"cockpit {room.step(CARDS)}"]["seats_given"]) == 12


def test_with_names_every_lamp_comes_on_at_once(room):
    room.command("edit_step", activity=room.step(CARDS), field="privacy", value="named", former=None)
    room.open(CARDS)
    assert lamps(room) == list(range(1, 13))


def lamps(room):
    seen = []
    for n, person in enumerate(room.people[:12]):
        room.card(person, f"Karte {n}")
        seen.append(len(room.pictures()[f"cockpit {room.step(CARDS)}"]["seats_given"]))
    return seen


def words(room):
    """Open a step of words with its results on show; return its title."""
    with room.read() as session:
        query = select(Activity.title).where(Activity.workshop_id == room.workshop, Activity.type == "words")
        step = session.scalars(query).first()
    room.open(step)
    if not room.round(step).shown:
        room.command("reveal", activity=room.step(step))
    return step


def shown(room, step):
    return {word["text"] for word in room.pictures()[f"screen {room.step(step)}"]["whole"]["words"]}
