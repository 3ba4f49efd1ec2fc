"""The check-in: the first join of a person says that their seat is there, once; what a moderator corrects then stands,
whoever comes again, and by whom a seat is there follows its people only as long as nobody corrected it."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.services.hall import START
from workshop.models import Attendance
from workshop.services.seats import BY
from workshop.snapshots.scene import load_scene

LATER = 60 * 60_000
CORRECTED = {"left": {}, "absent": {"state": "absent"}, "excused": {"state": "excused"}}
STEP = "Vertiefung"


@pytest.fixture
def ahorn(hall):
    """A seat whose mayor came by the place card."""
    seat = hall.pictures()["cockpit"]["seats"][8]["id"]
    hall.mayor = hall.by_link(seat)
    hall.now += LATER
    return seat


@pytest.fixture
def bad(hall):
    """A seat whose deputy came first."""
    seat = hall.pictures()["cockpit"]["seats"][9]["id"]
    hall.deputy = hall.by_link(seat, "deputy")
    hall.now += LATER
    return seat


def stands(hall, seat) -> str:
    with hall.read() as session:
        query = select(Attendance.state).where(Attendance.workshop_id == hall.workshop, Attendance.seat_id == seat)
        return session.scalars(query).one()


def spans(hall, seat):
    with hall.engine.connect() as connection:
        found = load_scene(connection, hall.workshop, hall.now).comings.get(seat, [])
        return [(one.state, one.since, one.until) for one in found]


def correct(hall, seat, how) -> None:
    hall.command("left" if how == "left" else "attend", seat=seat, **CORRECTED.get(how, {"state": how}))
    hall.now += LATER


@pytest.mark.parametrize("how", CORRECTED)
@pytest.mark.parametrize("by", ["place card", "new browser", "code"])
def test_a_correction_stands_when_the_person_comes_again(hall, ahorn, how, by):
    correct(hall, ahorn, how)
    before = stands(hall, ahorn), spans(hall, ahorn)
    if by == "code":
        hall.knock(ahorn, "holder", former=hall.mayor.id)
    else:
        hall.by_link(ahorn, former=hall.mayor.id if by == "place card" else None)
    assert (stands(hall, ahorn), spans(hall, ahorn)) == before
    hall.open(STEP)
    assert (hall.round(STEP).base["present"], ahorn in hall.round(STEP).base["there"]) == (3, False)


@pytest.mark.parametrize("how", ["absent", "excused"])
def test_a_correction_before_anybody_came_stands_too_until_it_is_corrected_or_taken_back(hall, how):
    seat = hall.pictures()["cockpit"]["seats"][8]["id"]
    if how == "absent":
        hall.command("attend", seat=seat, state="present")
    correct(hall, seat, how)
    first = hall.last_entry().id
    hall.by_link(seat)
    assert (stands(hall, seat), spans(hall, seat)) == (how, [])
    hall.command("undo", entry=first)
    assert stands(hall, seat) == "present"  # as it was put down before, or because its mayor is inside
    hall.by_link(seat, "deputy")
    assert stands(hall, seat) == "present"


@pytest.mark.parametrize("capacity", BY)
@pytest.mark.parametrize("state", ["excused", "present"])
def test_a_correction_that_is_taken_back_leaves_there_who_came_meanwhile(hall, state, capacity):
    seat = hall.pictures()["cockpit"]["seats"][8]["id"]
    correct(hall, seat, state)
    entry, came = hall.last_entry().id, hall.now
    person = hall.by_link(seat, capacity)
    hall.now += LATER
    hall.command("undo", entry=entry)
    assert (stands(hall, seat), spans(hall, seat)) == (BY[capacity], [(BY[capacity], came, None)])
    hall.by_link(seat, capacity, former=person.id)
    assert spans(hall, seat) == [(BY[capacity], came, None)]
    hall.command("undo", entry=hall.last_entry().id)
    assert stands(hall, seat) == state
    hall.command("undo", entry=hall.last_entry().id)
    assert spans(hall, seat) == [(BY[capacity], came, None)]


def test_a_seat_that_its_people_had_left_to_a_correction_is_checked_in_when_they_come_again(hall, ahorn):
    with Session(hall.engine, info={"writer": True}) as session:
        here = Attendance.workshop_id == hall.workshop, Attendance.seat_id == ahorn
        session.execute(update(Attendance).where(*here).values(state="absent", corrected=False))
        session.commit()
    hall.by_link(ahorn, former=hall.mayor.id)
    assert stands(hall, ahorn) == "present"


def test_one_press_puts_down_as_present_who_is_back(hall, ahorn):
    hall.command("left", seat=ahorn)
    gone = hall.now
    hall.now += LATER
    hall.by_link(ahorn, former=hall.mayor.id)
    hall.command("attend", seat=ahorn, state="present")
    assert spans(hall, ahorn) == [("present", START, gone), ("present", hall.now, None)]


def test_who_merely_comes_again_changes_nothing(hall, ahorn, bad):
    entry, log = hall.last_entry().id, [spans(hall, seat) for seat in (ahorn, bad)]
    hall.by_link(ahorn, former=hall.mayor.id)
    hall.knock(ahorn, "holder", former=hall.mayor.id)
    hall.by_link(bad, "deputy", former=hall.deputy.id)
    assert [spans(hall, seat) for seat in (ahorn, bad)] == log
    assert hall.last_entry().id == entry


def test_a_holder_who_comes_to_a_represented_seat_is_there_in_person(hall, bad):
    hall.by_link(bad)
    assert spans(hall, bad) == [("represented", START, hall.now), ("present", hall.now, None)]


def test_a_holder_whom_the_moderator_lets_in_is_there_in_person(hall, bad):
    mayor = hall.knock(bad, "holder")
    assert stands(hall, bad) == "represented"
    hall.command("admit", participant=mayor.id)
    assert stands(hall, bad) == "present"


def test_a_deputy_who_comes_beside_the_holder_changes_nothing(hall, ahorn):
    hall.by_link(ahorn, "deputy")
    assert spans(hall, ahorn) == [("present", START, None)]


def test_a_seat_is_there_by_whom_its_vote_is_handed_to(hall, ahorn):
    deputy = hall.by_link(ahorn, "deputy")
    seen = []
    for name, who in (("give_vote", hall.mayor), ("take_vote", hall.mayor), ("take_vote", deputy)):
        hall.command(name, who)
        seen.append(stands(hall, ahorn))
        hall.now += LATER
    assert seen == ["represented", "present", "represented"]
    hall.by_link(ahorn, former=hall.mayor.id)  # a reload is no coming back
    assert stands(hall, ahorn) == "represented"


@pytest.mark.parametrize("state", ["represented", "present"])
def test_a_correction_stands_over_every_check_in_and_hand_over(hall, ahorn, state):
    hall.command("attend", seat=ahorn, state="excused")
    hall.command("attend", seat=ahorn, state=state)
    deputy = hall.by_link(ahorn, "deputy")
    for name, who in (("take_vote", deputy), ("take_vote", hall.mayor)):
        hall.command(name, who)
        assert stands(hall, ahorn) == state
    hall.by_link(ahorn)
    assert stands(hall, ahorn) == state


def test_pressing_what_stands_already_is_no_correction(hall, bad):
    entry = hall.last_entry().id
    hall.command("attend", seat=bad, state="represented")
    assert hall.last_entry().id == entry
    hall.by_link(bad)
    assert stands(hall, bad) == "present"


def test_a_correction_that_is_taken_back_stands_no_longer(hall, bad):
    hall.command("attend", seat=bad, state="present")
    hall.command("undo", entry=hall.last_entry().id)
    assert stands(hall, bad) == "represented"
    hall.by_link(bad)
    assert stands(hall, bad) == "present"
