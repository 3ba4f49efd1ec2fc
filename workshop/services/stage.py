"""Leading the room as a whole: begin and end, what is live, the screen, who is there."""

from workshop.activities import exists
from workshop.domain.errors import Conflict, Refused
from workshop.domain.permissions import Who
from workshop.domain.text import clean_text
from workshop.room import Room
from workshop.services import ballots, rounds, speakers
from workshop.writer import Answer

LONGEST_NOTE = 4000  # characters


def start(room: Room, who: Who) -> Answer | None:
    """Open the room: from now on people can join."""
    if room.workshop.state == "open":
        raise Conflict("already_open")
    room.workshop.state = "open"
    room.workshop.started_at = room.workshop.started_at or room.now
    room.workshop.ended_at = None
    if room.workshop.led_by is None and who.kind == "user":
        room.workshop.led_by = who.id
    return None


def end(room: Room, who: Who) -> Answer | None:
    """End the workshop: what is still open closes, nobody can give any more. A secret vote closes for good."""
    if room.workshop.state != "open":
        raise Conflict("not_open")
    if any(ballots.is_secret(round_) for round_ in rounds.close_all(room)):
        room.remark.command = "end_secret"
    speakers.finish(room)
    room.workshop.state = "ended"
    room.workshop.black = False
    room.workshop.ended_at = room.now
    return None


def go_live(room: Room, who: Who, activity: int) -> Answer | None:
    """Move the room to a step. It opens nothing by itself; the former step's round stays as it is."""
    step = room.activity(activity)
    rounds.check_running(room)
    if not exists(step.type):
        raise Refused("type_pending")
    room.workshop.live_activity_id = step.id
    room.workshop.show_join = False
    room.workshop.black = False
    rounds.touch(room, step)
    return None


def black(room: Room, who: Who, *, on: bool) -> Answer | None:
    """Turn the screen black, or back."""
    room.workshop.black = on
    return None


def show_join(room: Room, who: Who, *, on: bool) -> Answer | None:
    """Show the join slide, or go back to the step."""
    room.workshop.show_join = on
    if on:
        room.workshop.black = False
    return None


def zoom(room: Room, who: Who, percent: int) -> Answer | None:
    """Set how large the screen draws what it shows."""
    room.workshop.zoom = percent
    return None


def remove(room: Room, who: Who, participant: int) -> Answer | None:
    """Send somebody out; what they gave stays."""
    person = room.named(participant)
    person.removed_at = room.now
    room.touched.voices.add(person.voice)  # the vote of the seat is in other hands now
    return None


def write_note(room: Room, who: Who, text: str, former: str) -> Answer | None:
    """Save the moderators' private note, unless another wrote in between."""
    if text.strip():
        clean_text(text, LONGEST_NOTE)  # kept as it was typed, but it must be a text
    if room.workshop.note not in (former, text):
        raise Conflict("conflict", field="note", stands=room.workshop.note)
    room.workshop.note = text
    room.touched.state = True
    return {}
