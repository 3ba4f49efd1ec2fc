"""Attendance with its times, and the right to vote in one workshop."""

import pytest
from sqlalchemy import select

from workshop.domain.permissions import SYSTEM
from workshop.models import Attendance, Coming, Participant, Workshop
from workshop.models.seats import entitled_seats
from workshop.services import joining
from workshop.snapshots.scene import load_scene

MINUTE = 60_000


def seat_of(hall, person):
    with hall.read() as session:
        return session.get_one(Participant, person.id).seat_id


def spans(hall, seat):
    with hall.engine.connect() as connection:
        found = load_scene(connection, hall.workshop, hall.now).comings.get(seat, [])
        return [(one.state, one.since, one.until) for one in found]


def log(hall, seat):
    with hall.read() as session:
        query = select(Coming.state).where(Coming.seat_id == seat, Coming.removed_at.is_(None))
        return list(session.scalars(query.order_by(Coming.id)))


@pytest.fixture
def ahorn(hall):
    return seat_of(hall, hall.people[1])


def test_the_first_join_is_the_check_in_and_a_second_changes_nothing(hall, ahorn):
    came = hall.now
    hall.now += MINUTE
    wish = {"seat_id": ahorn, "capacity": "deputy", "name": ""}
    hall.writer.run(hall.workshop, joining.join, SYSTEM, **wish)
    assert spans(hall, ahorn) == [("present", came, None)]


def test_who_goes_early_was_there_until_then_and_counts_no_longer(hall, ahorn):
    came = hall.now
    hall.now += 65 * MINUTE
    hall.command("left", seat=ahorn)
    assert spans(hall, ahorn) == [("present", came, hall.now)]
    hall.open("Vertiefung")
    assert hall.round("Vertiefung").base["present"] == 2
    assert hall.refusal("left", seat=ahorn) == "not_there"


def test_who_was_never_there_leaves_no_times(hall, ahorn):
    hall.command("attend", seat=ahorn, state="excused")
    assert spans(hall, ahorn) == []
    assert log(hall, ahorn) == ["excused"]
    hall.command("undo", entry=hall.last_entry().id)
    assert len(spans(hall, ahorn)) == 1


def test_every_change_is_a_row_with_its_time(hall, ahorn):
    for state in ("represented", "represented", "present"):
        hall.now += MINUTE
        hall.command("attend", seat=ahorn, state=state)
    hall.command("left", seat=ahorn)
    assert log(hall, ahorn) == ["present", "represented", "present", "absent"]
    with hall.read() as session:
        assert session.scalars(select(Attendance.state).where(Attendance.seat_id == ahorn)).one() == "absent"


def test_a_seat_without_a_vote_is_in_no_base_and_gives_no_vote(hall, ahorn):
    hall.command("entitle", seat=ahorn, on=False)
    hall.open("Vertiefung")
    round_ = hall.round("Vertiefung")
    assert (round_.base["of"], round_.base["present"]) == (16, 2)
    payload = {"round": round_.id, "value": [round_.frozen["options"][0]["id"]], "key": hall.key(), "n": 1}
    assert hall.refusal("give", hall.people[1], **payload) == "not_entitled"
    hall.command("give", hall.people[2], **payload)
    assert count(hall, "Vertiefung") == {"unit": "seats", "given": 1, "of": 16, "guests": 0}


def count(hall, title):
    with hall.engine.connect() as connection:
        scene = load_scene(connection, hall.workshop, hall.now)
        return {key: value for key, value in scene.count(scene.step(hall.step(title))).items() if key != "entered"}


def test_an_open_round_keeps_its_roll(hall, ahorn):
    hall.open("Vertiefung")
    hall.command("entitle", seat=ahorn, on=False)
    hall.give(hall.people[1], [hall.round("Vertiefung").frozen["options"][0]["id"]])
    assert count(hall, "Vertiefung") == {"unit": "seats", "given": 1, "of": 17, "guests": 0}


def test_a_text_of_a_seat_without_a_vote_counts_as_a_guests(hall, ahorn):
    hall.command("entitle", seat=ahorn, on=False)
    hall.open("Beispiele und Hürden")
    hall.card(hall.people[1], "Bus")
    assert count(hall, "Beispiele und Hürden") == {"unit": "seats", "given": 0, "of": 16, "guests": 1}


def test_it_is_for_this_workshop_only(hall, ahorn):
    hall.command("entitle", seat=ahorn, on=False)
    with hall.read() as session:
        here, there = (session.get_one(Workshop, one) for one in (hall.workshop, hall.elsewhere))
        assert ahorn not in entitled_seats(session, here) and ahorn in entitled_seats(session, there)
    hall.command("entitle", seat=ahorn, on=True)
    with hall.read() as session:
        assert ahorn in entitled_seats(session, session.get_one(Workshop, hall.workshop))
