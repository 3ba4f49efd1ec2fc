"""Coming in: no crowd of guests fills the room, and nobody is kept from a seat by one."""

import pytest

from workshop.domain.errors import Conflict
from workshop.domain.permissions import SYSTEM, Who
from workshop.models import Participant, Seat
from workshop.services import joining


def join(hall, seat=None, capacity="guest"):
    wish = {"seat_id": seat, "capacity": capacity, "name": "Gast"}
    return hall.writer.run(hall.workshop, joining.join, SYSTEM, **wish)["participant"]


@pytest.fixture
def full(hall, monkeypatch):
    monkeypatch.setattr(joining, "MOST_GUESTS", 2)  # one is there already
    join(hall)
    return hall


def test_a_room_full_of_guests_takes_no_more(full):
    with pytest.raises(Conflict) as refused:
        join(full)
    assert (refused.value.code, refused.value.params) == ("room_full", {"most": 2})


def test_a_seat_is_free_however_many_guests_there_are(full):
    with full.read() as session:
        last = session.query(Seat).order_by(Seat.id.desc()).first()
        assert join(full, last.id, "holder")


def test_a_guest_who_is_sent_out_makes_room(full):
    full.command("remove", participant=full.people[-1].id)
    assert join(full)


def test_the_same_seat_is_the_same_person_and_its_deputy_another(hall):
    with hall.read() as session:
        seat = session.get_one(Participant, hall.people[0].id).seat_id
    assert Who("participant", join(hall, seat, "holder")) == hall.people[0]
    assert Who("participant", join(hall, seat, "deputy")) == hall.people[3]
