"""Leading the room: what is live, open, shown. The moderator's verbs of the running workshop."""

import hashlib
import json
from typing import Any

from sqlalchemy import func, select

from workshop.activities import exists, type_of
from workshop.domain.errors import Conflict, NotFound, Refused
from workshop.domain.lifecycle import RoundFacts, check_action
from workshop.domain.permissions import Who
from workshop.domain.text import clean_text
from workshop.models import Activity, Attendance, Participant, Round, Seat
from workshop.models.chain import options_for
from workshop.room import Room
from workshop.writer import Answer

MINUTE = 60_000  # ms
LONGEST = 600  # minutes a step may be given
LONGEST_NOTE = 4000  # characters


def start(room: Room, who: Who) -> Answer | None:
    """Open the room: from now on people can join."""
    if room.workshop.state == "open":
        raise Conflict("already_open")
    room.workshop.state = "open"
    room.workshop.started_at = room.workshop.started_at or room.now
    room.workshop.ended_at = None
    return None


def end(room: Room, who: Who) -> Answer | None:
    """End the workshop: what is still open closes, nobody can give any more."""
    if room.workshop.state != "open":
        raise Conflict("not_open")
    for round_ in _open_rounds(room):
        _close(room, round_)
    room.workshop.state = "ended"
    room.workshop.ended_at = room.now
    return None


def go_live(room: Room, who: Who, activity: int) -> Answer | None:
    """Move the room to a step. It opens nothing by itself; the former step's round stays as it is."""
    step = room.activity(activity)
    _check_running(room)
    if not exists(step.type):
        raise Refused("type_pending")
    room.remark.about = step.id
    room.workshop.live_activity_id = step.id
    room.workshop.show_join = False
    room.workshop.black = False
    _touch(room, step)
    return None


def open_round(room: Room, who: Who, activity: int) -> Answer | None:
    """Open the current round: wording, options and base are frozen now."""
    step = room.activity(activity)
    _check_running(room)
    round_ = room.round_of(step)
    if round_.state == "draft":
        _freeze(room, step, round_)
    check_action("open", facts_of(step, round_))
    round_.state = "open"
    round_.opened_at = round_.opened_at or room.now
    round_.closed_at = None
    round_.closes_at = room.now + step.minutes * MINUTE
    if step.config.get("live") and type_of(step.type).shows_live:
        round_.shown, round_.shown_at = True, room.now
    _touch(room, step)
    return None


def close(room: Room, who: Who, activity: int) -> Answer | None:
    """Close the current round; its base is written down as it is now."""
    step = room.activity(activity)
    round_ = room.round_of(step)
    check_action("close", facts_of(step, round_))
    _close(room, round_)
    _touch(room, step)
    return None


def reveal(room: Room, who: Who, activity: int) -> Answer | None:
    """Show the results to the room."""
    step = room.activity(activity)
    round_ = room.round_of(step)
    check_action("reveal", facts_of(step, round_))
    round_.shown, round_.shown_at = True, round_.shown_at or room.now
    _touch(room, step)
    return None


def hide(room: Room, who: Who, activity: int) -> Answer | None:
    """Take the results off the screen and the phones."""
    step = room.activity(activity)
    round_ = room.round_of(step)
    check_action("hide", facts_of(step, round_))
    round_.shown = False
    _touch(room, step)
    return None


def next_round(room: Room, who: Who, activity: int) -> Answer | None:
    """Begin another round of the same step; the former one stays as it was."""
    step = room.activity(activity)
    check_action("next_round", facts_of(step, room.round_of(step)))
    step.current_n += 1
    query = select(Round).where(Round.activity_id == step.id, Round.n == step.current_n)
    undone = room.session.scalars(query).first()
    if undone:
        undone.removed_at = None
    else:
        room.session.add(Round(activity_id=step.id, n=step.current_n, state="draft", frozen={}, base={}))
    room.session.flush()
    _touch(room, step)
    return None


def extend(room: Room, who: Who, activity: int, minutes: int) -> Answer | None:
    """Move the planned end of an open round by some minutes, never before now."""
    step = room.activity(activity)
    round_ = room.round_of(step)
    if round_.state != "open" or round_.closes_at is None:
        raise Conflict("not_open_step")
    longest = room.now + LONGEST * MINUTE
    # After the time is up, a further minute counts from now, not from the past.
    start_from = max(round_.closes_at, room.now) if minutes > 0 else round_.closes_at
    round_.closes_at = max(room.now, min(start_from + minutes * MINUTE, longest))
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


def attend(room: Room, who: Who, seat: int, state: str) -> Answer | None:
    """Correct the attendance of a seat."""
    found = room.session.get(Seat, seat)
    if found is None or found.series_id != room.workshop.series_id:
        raise NotFound("not_found")
    query = select(Attendance).where(Attendance.workshop_id == room.workshop.id, Attendance.seat_id == seat)
    fact = room.session.scalars(query).first()
    if fact is None:
        fact = Attendance(workshop_id=room.workshop.id, seat_id=seat, state=state, since=room.now)
        room.session.add(fact)
        return None
    fact.state, fact.since = state, room.now
    return None


def remove(room: Room, who: Who, participant: int) -> Answer | None:
    """Send somebody out; what they gave stays."""
    person = room.participant(participant)
    person.removed_at = room.now
    room.touched.removed.add(person.id)
    room.touched.state = True
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


def facts_of(step: Activity, round_: Round) -> RoundFacts:
    """Return what decides on legal actions."""
    kind = type_of(step.type)
    frozen = round_.frozen or kind.freeze(step.config)
    return RoundFacts(
        round_.state, round_.shown, round_.shown_at is not None, kind.takes_input(frozen), kind.shows_live
    )


def base_of(room: Room, step: Activity) -> dict[str, Any]:
    """Return who may give, of how many, how many are there: the base that freezes with a round."""
    seats = _count(
        room, select(func.count(Seat.id)).where(Seat.series_id == room.workshop.series_id, Seat.removed_at.is_(None))
    )
    query = select(func.count(Attendance.id)).where(Attendance.workshop_id == room.workshop.id)
    people = select(func.count(Participant.id)).where(
        Participant.workshop_id == room.workshop.id, Participant.removed_at.is_(None)
    )
    default = "seats" if seats and type_of(step.type).votes else "all"
    return {
        "unit": "seats" if seats else "people",
        "of": seats or _count(room, people),
        "present": _count(room, query.where(Attendance.state == "present")),
        "represented": _count(room, query.where(Attendance.state == "represented")),
        "who": (step.config.get("who") or default) if seats else "all",
        "privacy": step.config.get("privacy") or type_of(step.type).privacies[0],
    }


def _freeze(room: Room, step: Activity, round_: Round) -> None:
    kind = type_of(step.type)
    frozen = kind.freeze(step.config, options_for(room.session, step.config))
    if missing := kind.ready(frozen):
        raise Refused(missing)
    round_.frozen = frozen
    round_.frozen_hash = hashlib.sha256(json.dumps(frozen, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    round_.base = base_of(room, step)


def _close(room: Room, round_: Round) -> None:
    round_.state, round_.closed_at = "closed", room.now
    step = room.session.get_one(Activity, round_.activity_id)
    now = base_of(room, step)
    round_.base = {**round_.base, "at_close": {"present": now["present"], "represented": now["represented"]}}
    room.touched.rounds.add(round_.id)


def _open_rounds(room: Room) -> list[Round]:
    query = (
        select(Round)
        .join(Activity, Activity.id == Round.activity_id)
        .where(Activity.workshop_id == room.workshop.id, Round.state == "open")
    )
    return list(room.session.scalars(query))


def _check_running(room: Room) -> None:
    if room.workshop.state != "open":
        raise Conflict("start_first")


def _touch(room: Room, step: Activity) -> None:
    room.remark.about = step.id
    room.touched.rounds.add(room.round_of(step).id)


def _count(room: Room, query: Any) -> int:
    return int(room.session.scalar(query) or 0)
