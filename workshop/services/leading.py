"""Who leads the room. Whoever moderates may act; this only says whom the others ask before they do."""

from workshop.domain.errors import Conflict, NotFound
from workshop.domain.permissions import Who, may
from workshop.room import Room
from workshop.writer import Answer


def take_over(room: Room, who: Who) -> Answer | None:
    """Lead from now on."""
    return _lead(room, who)


def hand_over(room: Room, who: Who, to: int) -> Answer | None:
    """Let another account of the team lead; raises NotFound unless it may."""
    heir = Who("user", to)
    if not may(room.role(heir), "run"):
        raise NotFound("no_moderator")
    return _lead(room, heir)


def _lead(room: Room, who: Who) -> Answer | None:
    """Raise Conflict ``leads_already`` where nothing would change: such an entry could not be taken back."""
    if room.workshop.led_by == who.id:
        raise Conflict("leads_already")
    room.workshop.led_by = who.id
    return None
