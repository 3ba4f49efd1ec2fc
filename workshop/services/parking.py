"""The parking lot: a card leaves the board and is kept as an open topic, and comes back."""

from sqlalchemy import select

from workshop.domain.errors import Conflict
from workshop.domain.permissions import Who
from workshop.models import Capture, Contribution, Round
from workshop.room import Room
from workshop.services import arranging, capture
from workshop.writer import Answer


def park(room: Room, who: Who, card: int) -> Answer:
    """Keep a card as an open topic; on the board it is hidden."""
    found = room.card(card)
    arranging.move_to(found, "hidden", ("shown", "waiting"))
    topic = Capture(
        workshop_id=room.workshop.id,
        activity_id=room.session.get_one(Round, found.round_id).activity_id,
        contribution_id=found.id,
        kind="topic",
        position=capture.next_place(room),
        at=room.now,
    )
    room.session.add(topic)
    room.session.flush()
    return {"capture": topic.id}


def unpark(room: Room, who: Who, capture: int) -> Answer | None:
    """Bring a parked card back to the board."""
    topic = _topic(room, capture)
    arranging.restore(room, who, topic.contribution_id or 0)
    topic.removed_at = room.now
    return None


def restore(room: Room, who: Who, card: int) -> Answer | None:
    """Bring a hidden or discarded card back; a parked one leaves the parking lot."""
    arranging.restore(room, who, card)
    _leave(room, room.card(card))
    return None


def discard(room: Room, who: Who, card: int) -> Answer | None:
    """Throw a card away, also out of the parking lot."""
    arranging.discard(room, who, card)
    _leave(room, room.card(card))
    return None


def _topic(room: Room, number: int) -> Capture:
    topic = capture.captured(room, number)
    if topic.contribution_id is None:
        raise Conflict("not_parked")
    return topic


def _leave(room: Room, card: Contribution) -> None:
    query = select(Capture).where(Capture.contribution_id == card.id, Capture.removed_at.is_(None))
    for topic in room.session.scalars(query):
        topic.removed_at = room.now
