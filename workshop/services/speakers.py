"""The list of speakers: who wants to speak, who speaks, how long. At most one speaks at a time."""

from sqlalchemy import func, select

from workshop.domain.errors import Conflict, NotFound
from workshop.domain.permissions import Who
from workshop.domain.text import clean_line
from workshop.models import Seat, Speech
from workshop.models.aside import voice_of
from workshop.room import Room
from workshop.writer import Answer

LONGEST_NAME = 80
MOST_WAITING = 500  # in one list; beyond that nobody reads it


def ask_speak(room: Room, who: Who) -> Answer | None:
    """Put oneself on the list; the seat is on it once, however many devices it has."""
    person = room.participant(who.id)
    if _listed(room, person.voice) is None:
        if not room.workshop.speakers_open:
            raise Conflict("speakers_closed")
        _add(room, person.id, person.seat_id, "")
    _tell(room)
    return None


def withdraw_speak(room: Room, who: Who) -> Answer | None:
    """Take oneself off the list; whoever speaks has finished."""
    voice = room.participant(who.id).voice
    speech = _listed(room, voice)
    if speech is not None:
        _finish(room, speech)
    _tell(room)
    room.touched.voices.add(voice)
    return None


def add_speaker(room: Room, who: Who, seat: int | None, name: str) -> Answer:
    """Put a seat on the list, or somebody by name who has neither seat nor phone."""
    if seat is None:
        return {"speech": _add(room, None, None, clean_line(name, LONGEST_NAME)).id}
    found = room.session.get(Seat, seat)
    if found is None or found.series_id != room.workshop.series_id or found.removed_at is not None:
        raise NotFound("not_found")
    if _listed(room, f"seat:{seat}") is not None:
        raise Conflict("already_listed")
    return {"speech": _add(room, None, seat, "").id}


def readd_speaker(room: Room, who: Who, speech: int) -> Answer:
    """Put somebody on the list once more who has spoken or was taken off."""
    former = _speech(room, speech)
    voice = voice_of(former)
    if former.state in ("waiting", "speaking") or (voice and _listed(room, voice)):
        raise Conflict("already_listed")
    return {"speech": _add(room, former.participant_id, former.seat_id, former.name).id}


def call_speaker(room: Room, who: Who, speech: int) -> Answer | None:
    """Give somebody the floor; whoever had it has finished."""
    found = _waiting(room, speech)
    finish(room)
    room.session.flush()  # the database lets one speak
    found.state = "speaking"
    found.began_at = room.now
    _tell(room)
    return None


def end_speech(room: Room, who: Who, speech: int) -> Answer | None:
    """Somebody has finished."""
    found = _speech(room, speech)
    if found.state != "speaking":
        raise Conflict("not_speaking")
    _finish(room, found)
    return None


def drop_speaker(room: Room, who: Who, speech: int) -> Answer | None:
    """Take somebody off the list who has not spoken."""
    _finish(room, _waiting(room, speech))
    _tell(room)
    return None


def move_speaker(room: Room, who: Who, speech: int, to: int) -> Answer | None:
    """Move somebody to a place among those who wait, counted from 1."""
    found = _waiting(room, speech)
    waiting = _by_state(room, "waiting")
    places = [one.position for one in waiting]
    others = [one for one in waiting if one.id != found.id]
    others.insert(max(0, min(to - 1, len(others))), found)
    for place, one in zip(places, others, strict=True):
        one.position = place
    _tell(room)
    return None


def speakers(room: Room, who: Who, *, open: bool) -> Answer | None:  # noqa: A002 - the wire's word
    """Open the list or close it; who is on it stays."""
    room.workshop.speakers_open = open
    return None


def show_speakers(room: Room, who: Who, *, on: bool) -> Answer | None:
    """Show on the screen who speaks and who is next, or not."""
    room.workshop.show_speakers = on
    return None


def speech_limit(room: Room, who: Who, seconds: int) -> Answer | None:
    """Set how long one speech may take; 0: as long as it takes."""
    room.workshop.speech_seconds = seconds
    return None


def finish(room: Room) -> None:
    """End the speech that is going on, if there is one."""
    for speech in _by_state(room, "speaking"):
        _finish(room, speech)


def tell(room: Room, speech: Speech) -> None:
    """Note whose own picture changes when this speech does: theirs, and the place of all who wait."""
    room.touched.voices.update(filter(None, [voice_of(speech)]))
    _tell(room)


def _finish(room: Room, speech: Speech) -> None:
    if speech.state == "speaking":
        speech.state, speech.ended_at = "done", room.now
    else:
        speech.state = "withdrawn"
    room.touched.voices.update(filter(None, [voice_of(speech)]))


def _add(room: Room, participant: int | None, seat: int | None, name: str) -> Speech:
    here = Speech.workshop_id == room.workshop.id
    if len(_by_state(room, "waiting")) >= MOST_WAITING:
        raise Conflict("speakers_full")
    speech = Speech(
        workshop_id=room.workshop.id,
        participant_id=participant,
        seat_id=seat,
        name=name,
        state="waiting",
        position=(room.session.scalar(select(func.max(Speech.position)).where(here)) or 0) + 1,
        asked_at=room.now,
    )
    room.session.add(speech)
    room.session.flush()
    tell(room, speech)
    return speech


def _speech(room: Room, number: int) -> Speech:
    found = room.session.get(Speech, number)
    if found is None or found.workshop_id != room.workshop.id or found.removed_at is not None:
        raise NotFound("not_found")
    return found


def _waiting(room: Room, number: int) -> Speech:
    found = _speech(room, number)
    if found.state != "waiting":
        raise Conflict("not_waiting")
    return found


def _listed(room: Room, voice: str) -> Speech | None:
    listed = (*_by_state(room, "speaking"), *_by_state(room, "waiting"))
    return next((one for one in listed if voice_of(one) == voice), None)


def _by_state(room: Room, state: str) -> list[Speech]:
    query = select(Speech).where(
        Speech.workshop_id == room.workshop.id, Speech.state == state, Speech.removed_at.is_(None)
    )
    return list(room.session.scalars(query.order_by(Speech.position, Speech.id)))


def _tell(room: Room) -> None:
    room.touched.state = True
    for state in ("speaking", "waiting"):
        room.touched.voices.update(voice for one in _by_state(room, state) if (voice := voice_of(one)))
