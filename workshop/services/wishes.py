"""The wish for a secret vote: how many have it is told to those who lead, whose it is to nobody."""

from workshop.activities import type_of
from workshop.domain.errors import Conflict, NotAllowed, Refused
from workshop.domain.permissions import Who
from workshop.models import Activity, Participant, SecretWish
from workshop.models.seats import entitled_seats
from workshop.room import Room
from workshop.services.rounds import base_of, privacy_of
from workshop.writer import Answer


def wish_secret(room: Room, who: Who, activity: int, on: bool) -> Answer | None:  # noqa: FBT001 - as on the wire
    """Wish that the live step be voted on secretly, or no longer; a voice wishes once, and only before it opens."""
    person = room.participant(who.id)
    step = room.activity(activity)
    round_ = room.round_of(step)
    if not type_of(step.type).has_ballots or privacy_of(step, round_) == "secret":
        raise Refused("not_secret")
    if round_.state != "draft" or room.workshop.live_activity_id != step.id:
        raise Conflict("too_late_to_wish")
    _check_has_vote(room, step, person, on=on)
    stands = room.session.get(SecretWish, (round_.id, person.voice))
    if on and stands is None:
        room.session.add(SecretWish(round_id=round_.id, voice=person.voice))
    if not on and stands is not None:
        room.session.delete(stands)
    room.touched.state = True
    room.touched.voices.add(person.voice)
    return None


def _check_has_vote(room: Room, step: Activity, person: Participant, *, on: bool) -> None:
    """Where seats vote, guests do not wish, nor does a seat without a vote; what it once wished it can take back."""
    if base_of(room, step)["who"] != "seats":
        return
    if person.seat_id is None:
        raise NotAllowed("seats_only")
    if on and person.seat_id not in entitled_seats(room.session, room.workshop):
        raise NotAllowed("not_entitled")
