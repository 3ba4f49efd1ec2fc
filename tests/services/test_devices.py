"""A second device of a person, by the moderator's word: the same hands, told to the first, put out by a tap."""

import pytest

from tests.services.ballot_box import held_at
from workshop.domain.permissions import Who
from workshop.models.seats import holders, people_on
from workshop.services import joining
from workshop.snapshots.identity import Identity, identity_of, whose
from workshop.snapshots.me import for_me


@pytest.fixture
def mayor(hall) -> Who:
    return hall.people[1]


@pytest.fixture
def device(hall, mayor) -> Who:
    """Waits before the door, with the code, for the seat of a mayor who is inside."""
    return hall.knock(hall.seat_of(mayor), "holder")


def identity(hall, who: Who) -> Identity:
    with hall.engine.connect() as connection:
        return identity_of(connection, hall.workshop, who)


def me(hall, who: Who) -> dict:
    with hall.engine.connect() as connection:
        return for_me(connection, who.id)


def test_it_is_the_same_person_whose_vote_stays_where_it_was(hall, mayor, device):
    with hall.engine.connect() as connection:
        before = holders(connection, hall.workshop), people_on(connection, hall.workshop)
    hall.command("admit_device", participant=device.id)
    assert (
        identity(hall, device) == identity(hall, mayor) == Identity("participant", hall.person(mayor).voice, person=2)
    )
    with hall.engine.connect() as connection:
        assert (holders(connection, hall.workshop), people_on(connection, hall.workshop)) == before


def test_it_counts_as_nobody_new(hall, mayor, device):
    before = hall.pictures()
    hall.command("admit_device", participant=device.id)
    after = hall.pictures()
    assert (after["phone"], after["screen"]) == (before["phone"], before["screen"])
    assert after["cockpit"]["seats"] == before["cockpit"]["seats"]
    assert after["cockpit"]["waiting"] == []


def test_the_person_is_told_on_all_devices(hall, mayor, device):
    assert me(hall, mayor)["devices"] == []
    hall.now += 60_000
    hall.command("admit_device", participant=device.id)
    assert me(hall, mayor)["devices"] == [{"id": device.id, "at": hall.now}]


def test_a_device_is_told_of_the_others_and_not_of_itself(hall, mayor, device):
    third = hall.knock(hall.seat_of(mayor), "holder")
    for one in (device, third):
        hall.command("admit_device", participant=one.id)
    with hall.engine.connect() as connection:
        seen = [for_me(connection, mayor.id, came_as=one.id) or {} for one in (mayor, device, third)]
    told = [[one["id"] for one in mine["devices"]] for mine in seen]
    assert told == [[device.id, third.id], [third.id], [device.id]]


def test_the_yes_to_a_device_confirms_nobody(sqlite_url, tmp_path):
    for vote in held_at(sqlite_url, tmp_path):
        hall, stranger = vote.hall, vote.hall.people[0]
        with hall.engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE participant SET proof = 'code' WHERE id = {stranger.id}")
        vote.open()
        real = hall.knock(hall.seat_of(stranger), "holder")
        hall.command("admit_device", participant=real.id)
        assert hall.person(stranger).proof == "code"
        assert vote.refused(stranger) == "seat_unproven"


def test_a_device_that_is_not_mine_is_before_the_door_again_where_the_moderator_sees_it(hall, mayor, device):
    hall.command("admit_device", participant=device.id)
    hall.command("disown", mayor, participant=device.id)
    assert identity(hall, device).waits and me(hall, mayor)["devices"] == []
    assert [one["id"] for one in hall.pictures()["cockpit"]["waiting"]] == [device.id]


def test_nobody_sends_the_device_of_another_away(hall, mayor, device):
    hall.command("admit_device", participant=device.id)
    for stranger in (hall.people[0], hall.people[4]):
        assert hall.refusal("disown", stranger, participant=device.id) == "not_found"
    assert hall.refusal("disown", mayor, participant=hall.people[0].id) == "not_found"


def test_undoing_puts_the_device_before_the_door_again(hall, mayor, device):
    hall.command("admit_device", participant=device.id)
    hall.command("undo", entry=hall.last_entry().id)
    assert identity(hall, device).waits and identity(hall, device).person == device.id
    assert me(hall, mayor)["devices"] == []


def test_where_nobody_or_more_than_one_could_be_meant_it_is_not_offered(hall, mayor):
    deputy = hall.knock(hall.seat_of(mayor), "deputy")
    assert hall.refusal("admit_device", participant=deputy.id) == "nobody_to_be"
    second, third = (hall.knock(hall.seat_of(mayor), "holder") for _ in range(2))
    hall.command("admit", participant=second.id)
    assert hall.refusal("admit_device", participant=third.id) == "nobody_to_be"
    assert [one["may_be_device"] for one in hall.pictures()["cockpit"]["waiting"]] == [False, False]
    assert hall.refusal("admit_device", participant=second.id) == "is_inside"


def test_whoever_is_sent_out_takes_their_devices_along(hall, mayor, device):
    hall.command("admit_device", participant=device.id)
    hall.command("remove", participant=mayor.id)
    assert identity(hall, device).role is None


def test_whoever_becomes_a_device_brings_their_own_devices_along(hall, mayor, device):
    hall.command("admit_device", participant=device.id)
    bearer = hall.by_link(hall.seat_of(mayor))
    hall.command("admit_device", participant=mayor.id)
    assert identity(hall, mayor).person == identity(hall, device).person == bearer.id
    assert [one["id"] for one in me(hall, bearer)["devices"]] == [mayor.id, device.id]
    hall.command("undo", entry=hall.last_entry().id)
    assert identity(hall, device).person == mayor.id and identity(hall, device).waits


def test_the_link_on_that_device_proves_its_bearer_and_not_who_came_by_the_code(hall, mayor, device):
    hall.command("admit_device", participant=device.id)
    bearer = hall.by_link(hall.seat_of(mayor), former=device.id)
    assert bearer not in (mayor, device)
    assert (hall.person(bearer).proof, hall.person(mayor).admitted) == ("link", False)


def test_a_device_whose_owner_taps_leave_goes_alone(hall, mayor, device):
    hall.command("admit_device", participant=device.id)
    hall.writer.run(hall.workshop, joining.leave, device)
    assert identity(hall, device).role is None and me(hall, mayor)["devices"] == []
    assert identity(hall, mayor).role == "participant" and hall.person(mayor).proof != joining.LEFT
    assert not hall.person(hall.knock(hall.seat_of(mayor), "holder", former=device.id)).admitted


def test_a_device_is_not_the_person_when_it_comes_again_by_the_code(hall, mayor, device):
    hall.command("admit_device", participant=device.id)
    again = hall.knock(hall.seat_of(mayor), "holder", former=device.id)
    assert again not in (mayor, device) and not hall.person(again).admitted


def test_a_number_that_is_nobodys_device_is_its_own_person(hall, mayor):
    with hall.engine.connect() as connection:
        assert (whose(connection, mayor.id), whose(connection, 424242)) == (mayor.id, 424242)
