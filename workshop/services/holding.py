"""Handing a seat's vote over: from the phone, at any time, also while a vote is open; every hand-over is a row."""

from typing import Any

from workshop.domain.errors import Conflict, NotAllowed
from workshop.domain.permissions import Who
from workshop.models import Holding, Participant
from workshop.models.seats import holders, other_on, people_on
from workshop.room import Room
from workshop.services import seats
from workshop.writer import Answer


def take_vote(room: Room, who: Who) -> Answer | None:
    """Take the vote of one's seat back, or on; who holds it already keeps it.

    Raises Conflict ``held_by_proven``: who came by the code alone takes it from nobody who is known to be the seat.
    """
    person = _on_a_seat(room, who)
    if _holder(room, person) != person.id:
        if person.proof == "code" and any(one.proof != "code" for one in _people(room, person)):
            raise Conflict("held_by_proven")
        _hand(room, person, person)
    return None


def give_vote(room: Room, who: Who) -> Answer | None:
    """Give the vote to the other person of the seat."""
    person = _on_a_seat(room, who)
    if _holder(room, person) != person.id:
        raise Conflict("held_by_other")
    other = other_on(_people(room, person), person.id)
    if other is None:
        raise Conflict("nobody_else")
    _hand(room, person, other)
    return None


def _on_a_seat(room: Room, who: Who) -> Participant:
    person = room.participant(who.id)
    if person.seat_id is None:
        raise NotAllowed("seats_only")
    if not person.admitted:
        raise NotAllowed("not_admitted")
    return person


def _people(room: Room, person: Participant) -> list[Any]:
    return people_on(room.session, room.workshop.id, [person.seat_id or 0]).get(person.seat_id or 0, [])


def _holder(room: Room, person: Participant) -> int | None:
    return holders(room.session, room.workshop.id, [person.seat_id or 0]).get(person.seat_id or 0)


def _hand(room: Room, person: Participant, to: Any) -> None:
    seat = person.seat_id or 0
    room.session.add(Holding(workshop_id=room.workshop.id, seat_id=seat, participant_id=to.id, at=room.now))
    seats.stand_by(room, seat, to.capacity)
    # Both people of the seat are told, and the cockpit.
    room.touched.voices.add(person.voice)
    room.touched.state = True
