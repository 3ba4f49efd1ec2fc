"""The yes at the door taken back: who was let in waits again, and the seat is as its people are, whatever they did."""

import pytest
from sqlalchemy import select

from tests.services.hall import START
from workshop.models import Attendance, Seat
from workshop.snapshots.scene import load_scene

LATER = 60 * 60_000


@pytest.fixture
def free(hall):
    """A seat that nobody has taken, in a room with admission."""
    hall.command("admission", on=True)
    with hall.read() as session:
        return session.scalars(select(Seat.id).order_by(Seat.id.desc())).first()


def let_in(hall, seat, capacity, name=""):
    """Say yes to who knocks; return them and the entry of the yes."""
    person = hall.knock(seat, capacity, name=name)
    hall.command("admit", participant=person.id)
    hall.now += LATER
    return person, hall.last_entry().id


def stands(hall, seat):
    """Return the seat's attendance, and its times by the log."""
    with hall.engine.connect() as connection:
        scene = load_scene(connection, hall.workshop, hall.now)
    spans = [(one.state, one.since - START, one.until and one.until - START) for one in scene.comings.get(seat, [])]
    return scene.attendance.get(seat, "absent"), spans


def take_back(hall, entry):
    """Take an entry back as the cockpit offers it."""
    assert (entry, False) in [(one["entry"], one["waits"]) for one in hall.ways_back()]
    hall.command("undo", entry=entry)


@pytest.mark.parametrize(("capacity", "name"), [("holder", ""), ("deputy", ""), ("deputy", "2. Bürgermeister")])
def test_a_yes_is_taken_back_and_said_again(hall, free, capacity, name):
    person = hall.knock(free, capacity, name=name)
    before = hall.pictures()["cockpit"]["waiting"], stands(hall, free)
    hall.command("admit", participant=person.id)
    inside = stands(hall, free)
    take_back(hall, hall.last_entry().id)
    assert (hall.pictures()["cockpit"]["waiting"], stands(hall, free)) == before
    hall.command("undo", entry=hall.last_entry().id)
    assert hall.person(person).admitted and stands(hall, free) == inside


def test_a_new_row_is_noted_with_what_its_columns_hold_by_default(hall, free):
    def put_down(room, who):
        room.session.add(Attendance(workshop_id=room.workshop.id, seat_id=free, state="present", since=room.now))

    hall.writer.run(hall.workshop, put_down, hall.moderator)
    assert [change[2:] for change in hall.last_entry().changes] == [["state", "absent", "present"]]
    hall.command("undo", entry=hall.last_entry().id)
    assert stands(hall, free)[0] == "absent"


def test_the_mayor_who_came_since_stays_present_and_the_deputy_never_was(hall, free):
    deputy, entry = let_in(hall, free, "deputy", "Stellvertretung")
    hall.by_link(free)
    hall.now += LATER
    take_back(hall, entry)
    assert not hall.person(deputy).admitted
    assert stands(hall, free) == ("present", [("present", LATER, None)])
    hall.command("undo", entry=hall.last_entry().id)
    assert hall.person(deputy).admitted
    assert stands(hall, free) == ("present", [("represented", 0, LATER), ("present", LATER, None)])


def test_the_mayor_who_came_beside_a_wrong_one_stays_present(hall, free):
    wrong, entry = let_in(hall, free, "holder")
    hall.by_link(free)
    hall.now += LATER
    take_back(hall, entry)
    assert not hall.person(wrong).admitted
    assert stands(hall, free) == ("present", [("present", LATER, None)])


def test_the_deputy_who_came_beside_a_wrong_one_has_their_own_name_in_the_minutes(hall, free):
    _, entry = let_in(hall, free, "deputy", "Stellvertretung")
    hall.by_link(free, "deputy", name="2. Bürgermeister")
    take_back(hall, entry)
    assert stands(hall, free) == ("represented", [("represented", LATER, None)])
    seat = next(one for one in hall.pictures()["cockpit"]["seats"] if one["id"] == free)
    assert seat["by"] == "2. Bürgermeister"


def test_after_hand_overs_the_seat_is_there_by_whom_it_is_left_with(hall, free):
    wrong, entry = let_in(hall, free, "holder")
    hall.by_link(free, "deputy")
    hall.command("give_vote", wrong)
    take_back(hall, entry)
    assert stands(hall, free) == ("represented", [("represented", LATER, None)])


def test_the_mayor_to_whom_the_vote_comes_back_by_the_undoing_is_present(hall, free):
    deputy, entry = let_in(hall, free, "deputy")
    mayor = hall.by_link(free)
    hall.command("take_vote", mayor)
    hall.now += LATER
    hall.command("give_vote", mayor)
    hall.now += LATER
    take_back(hall, entry)
    assert not hall.person(deputy).admitted
    assert stands(hall, free) == (
        "present",
        [("present", LATER, 2 * LATER), ("represented", 2 * LATER, 3 * LATER), ("present", 3 * LATER, None)],
    )


def test_who_went_by_themselves_since_is_not_put_before_the_door(hall, free):
    person, entry = let_in(hall, free, "deputy")
    hall.command("remove", participant=person.id)
    assert hall.refusal("undo", entry=entry) == "changed_since"
    take_back(hall, hall.last_entry().id)
    take_back(hall, entry)
    assert stands(hall, free) == ("absent", [])
