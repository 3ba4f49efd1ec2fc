"""Who comes in, by the moderator's word: lock, admission, a new code, the yes to who waits, the confirmed seat.

Coming in itself stands in joining.py.
"""

from collections.abc import Sequence

from sqlalchemy import select, update

from workshop.domain.errors import Conflict, NotFound
from workshop.domain.permissions import Who, require
from workshop.models import Participant, Seat
from workshop.models.seats import one_in, people_on
from workshop.room import Room, role_of
from workshop.services import seats
from workshop.services.joining import DEVICE
from workshop.services.workshops import free_code
from workshop.writer import Answer


def lock(room: Room, who: Who, *, on: bool) -> Answer | None:
    """Let nobody new in, or again; those inside come back."""
    room.workshop.locked = on
    return None


def admission(room: Room, who: Who, *, on: bool) -> Answer | None:
    """Let whoever comes by the code wait for the moderator's yes, or no longer."""
    room.workshop.admission = on
    return None


def renew_code(room: Room, who: Who) -> Answer | None:
    """Give the room another code; the old one is worthless at once, whoever is inside stays.

    Past the journal's columns: no undo may bring a code back that somebody carried out of the house.
    """
    room.workshop.code = free_code(room)
    room.remark.is_final = True
    return None


def admit(room: Room, who: Who, participant: int) -> Answer | None:
    """Let somebody in who waits. For a seat the yes says too that it is them; raises Conflict ``is_inside``."""
    person = room.named(participant)
    if person.admitted:
        raise Conflict("is_inside")
    person.admitted = True
    room.touched.voices.add(person.voice)
    if person.seat_id is not None:
        person.proof = "moderator"
        seats.check_in(room, person.seat_id, person.capacity)
    return None


def admit_device(room: Room, who: Who, participant: int) -> Answer | None:
    """Let in who waits as a further device of the person who is on the seat in the same capacity.

    What is known of that person stays as it is: whoever came by the code alone is not confirmed by this. They are
    told on all their devices and can put the new one before the door again; raises Conflict ``is_inside``,
    ``nobody_to_be``.
    """
    device = room.named(participant)
    if device.admitted:
        raise Conflict("is_inside")
    there = people_on(room.session, room.workshop.id, [device.seat_id or 0]).get(device.seat_id or 0, [])
    owner = one_in(there, device.capacity)
    if owner is None:
        raise Conflict("nobody_to_be")
    device.device_of, device.proof, device.removed_at = owner.id, DEVICE, room.now
    for further in room.session.scalars(select(Participant).where(Participant.device_of == device.id)):
        further.device_of = owner.id  # what was a device of this one is in the same hands
        room.touched.people.add(further.id)
    room.touched.voices.add(device.voice)
    return None


def disown(room: Room, who: Who, participant: int) -> Answer | None:
    """Put a further device of one's own before the door again, where the moderator sees it."""
    person = room.participant(who.id)
    device = room.session.get(Participant, participant)
    if device is None or device.device_of != person.id:
        raise NotFound("not_found")
    device.device_of, device.proof, device.removed_at = None, "code", None
    room.touched.voices.add(person.voice)
    return None


def refuse(room: Room, who: Who, participant: int) -> Answer | None:
    """Say no to somebody who waits; raises Conflict ``is_inside``."""
    person = room.named(participant)
    if person.admitted:
        raise Conflict("is_inside")
    person.removed_at = room.now
    return None


def refuse_all(room: Room, who: Who) -> Answer | None:
    """Say no to everybody who waits: a script can fill the space before the door, and then nobody else may knock."""
    waiting = select(Participant).where(
        Participant.workshop_id == room.workshop.id, Participant.removed_at.is_(None), Participant.admitted.is_(False)
    )
    for person in room.session.scalars(waiting):
        person.removed_at = room.now
    return None


def confirm(room: Room, who: Who, participants: Sequence[int]) -> Answer | None:
    """Say that these people are whose seats they took by the code; raises Conflict ``confirmed_already``."""
    people = [room.named(number) for number in participants]
    open_ = [one for one in people if one.seat_id is not None and one.proof == "code" and one.admitted]
    if not open_:
        raise Conflict("confirmed_already")
    for person in open_:
        person.proof = "moderator"
    return None


def renew_observers(room: Room, who: Who) -> Answer | None:
    """Make the observers' link worthless and another one valid."""
    room.workshop.observer_issue += 1
    room.remark.is_final = True
    room.touched.observers = True
    return None


def reissue(room: Room, who: Who, *, series_id: int, seat_id: int) -> None:
    """Make a seat's personal link worthless and another one valid, at the desk; ``expel`` follows in each room."""
    require(role_of(room.session, who, series_id), "prepare")
    seat = room.session.get(Seat, seat_id)
    if seat is None or seat.series_id != series_id or seat.removed_at is not None:
        raise NotFound("not_found")
    seat.issue += 1


def expel(room: Room, who: Who, *, seat_id: int) -> None:
    """Put those before the door who came by the seat's former link; the moderator or the new link lets them in."""
    require(room.role(who), "prepare")
    came = [
        Participant.workshop_id == room.workshop.id,
        Participant.seat_id == seat_id,
        Participant.proof == "link",
        Participant.removed_at.is_(None),
    ]
    room.touched.people |= set(room.session.scalars(select(Participant.id).where(*came)))
    room.touched.state = bool(room.touched.people)
    # Past the journal: no undo may bring a worthless link back.
    room.session.execute(update(Participant).where(*came).values(proof="code", admitted=False))
