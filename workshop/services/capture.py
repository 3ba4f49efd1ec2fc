"""What the moderator writes down beside the agenda: decisions, notes and open topics."""

from sqlalchemy import func, select

from workshop.domain.errors import Conflict, NotFound
from workshop.domain.permissions import Who
from workshop.domain.text import clean_text
from workshop.models import Capture
from workshop.room import Room
from workshop.writer import Answer

LONGEST = 500  # characters; a line in the minutes, not a report


def capture(room: Room, who: Who, kind: str, text: str, activity: int | None) -> Answer:
    """Write a line down; ``activity``: the step it came up in."""
    line = Capture(
        workshop_id=room.workshop.id,
        activity_id=room.activity(activity).id if activity is not None else None,
        kind=kind,
        text=clean_text(text, LONGEST),
        position=next_place(room),
        at=room.now,
    )
    room.session.add(line)
    room.session.flush()
    return {"capture": line.id}


def edit_capture(room: Room, who: Who, capture: int, text: str, former: str) -> Answer | None:
    """Change a line, unless another changed it in between. The words of a parked card are its author's."""
    line = captured(room, capture)
    if line.contribution_id is not None:
        raise Conflict("card_words")
    if line.text != former:
        raise Conflict("conflict", field="text", stands=line.text)
    line.text = clean_text(text, LONGEST)
    return None


def remove_capture(room: Room, who: Who, capture: int) -> Answer | None:
    """Strike a line; a parked card then stays put aside like any hidden one."""
    captured(room, capture).removed_at = room.now
    return None


def done(room: Room, who: Who, capture: int, *, on: bool) -> Answer | None:
    """Tick a line off, or not."""
    captured(room, capture).done = on
    return None


def captured(room: Room, number: int) -> Capture:
    """Return a line of this workshop; raises NotFound."""
    found = room.session.get(Capture, number)
    if found is None or found.workshop_id != room.workshop.id or found.removed_at is not None:
        raise NotFound("not_found")
    return found


def next_place(room: Room) -> int:
    """Return the place behind all lines."""
    query = select(func.max(Capture.position)).where(Capture.workshop_id == room.workshop.id)
    return (room.session.scalar(query) or 0) + 1
