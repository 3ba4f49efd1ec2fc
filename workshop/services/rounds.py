"""What happens to one round: opened, closed, shown, hidden, run again. Opening freezes it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from workshop.activities import type_of
from workshop.domain.errors import Conflict, NotFound, Refused
from workshop.domain.lifecycle import RoundFacts, check_action
from workshop.domain.permissions import Who
from workshop.models import Activity, Attendance, Participant, Round
from workshop.models.chain import origin_for, steps_of, taken_for, why_not_ready
from workshop.models.round import IN_ROOM
from workshop.models.seats import entitled_seats
from workshop.room import Room
from workshop.services import ballots, fives
from workshop.writer import Answer

MINUTE = 60_000  # ms
LONGEST = 600  # minutes a step may be given


def open_round(room: Room, who: Who, activity: int) -> Answer | None:
    """Open the current round: wording, options and base are frozen now."""
    step = room.activity(activity)
    check_running(room)
    round_ = room.round_of(step)
    if round_.state == "draft":
        _freeze(room, step, round_)
    check_action("open", facts_of(step, round_))
    if round_.state == "closed":
        fives.note_reopened(room, round_)
        # Who is there at its end is open again.
        round_.base = {name: value for name, value in round_.base.items() if name != "at_close"}
    round_.state = "open"
    round_.opened_at = round_.opened_at or room.now
    round_.closed_at = None
    round_.closes_at = room.now + step.minutes * MINUTE
    kind = type_of(step.type)
    if kind.shows_live and step.config.get("live", kind.opens_shown):
        round_.shown, round_.shown_at = True, room.now
    touch(room, step)
    if ballots.is_secret(round_):
        room.remark.command = "open_secret"
    return None


def close(room: Room, who: Who, activity: int) -> Answer | None:
    """Close the current round; who of its roll is there now is written down."""
    round_ = _legal(room, activity, "close")
    _close(room, round_)
    if ballots.is_secret(round_):
        room.remark.command = "close_secret"
    return None


def reveal(room: Room, who: Who, activity: int) -> Answer | None:
    """Show the results to the room."""
    round_ = _legal(room, activity, "reveal")
    round_.shown, round_.shown_at = True, round_.shown_at or room.now
    fives.show_texts(room, {round_.id})
    return None


def hide(room: Room, who: Who, activity: int) -> Answer | None:
    """Take the results off the screen and the phones."""
    round_ = _legal(room, activity, "hide")
    round_.shown = False
    return None


def next_round(room: Room, who: Who, activity: int) -> Answer | None:
    """Begin another round of the same step; the former one stays as it was."""
    step = room.activity(activity)
    check_action("next_round", facts_of(step, room.round_of(step)))
    _begin_round(room, step, _last_n(room, step) + 1)
    return None


def reset(room: Room, who: Who, activity: int) -> Answer | None:
    """Put the current round aside, with all that was given, and begin a fresh one."""
    step = room.activity(activity)
    round_ = room.round_of(step)
    if round_.state == "draft":
        raise Conflict("nothing_to_reset")
    if ballots.is_secret(round_):
        raise Conflict("secret_is_final")
    if round_.state == "open":
        _close(room, round_)
    round_.shown = False
    round_.set_aside_at = room.now
    _begin_round(room, step, _last_n(room, step) + 1)
    return None


def to_round(room: Room, who: Who, activity: int, n: int) -> Answer | None:
    """Go back to another round of the step; the one that is left stays as it is."""
    step = room.activity(activity)
    if room.round_of(step).state == "open":
        raise Conflict("round_open")
    wanted = room.session.scalars(select(Round).where(Round.activity_id == step.id, Round.n == n)).first()
    if wanted is None or wanted.removed_at is not None or n == step.current_n:
        raise NotFound("not_found")
    wanted.set_aside_at = None
    step.current_n = n
    room.session.flush()
    touch(room, step)
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


def close_all(room: Room) -> list[Round]:
    """Close whatever is still open, and return it."""
    were_open = _open_rounds(room)
    for round_ in were_open:
        _close(room, round_)
    return were_open


def check_running(room: Room) -> None:
    """Raise Conflict ``start_first`` unless the room is open."""
    if room.workshop.state != "open":
        raise Conflict("start_first")


def _legal(room: Room, activity: int, action: str) -> Round:
    """Return the step's current round if the action is legal now; its results are touched."""
    step = room.activity(activity)
    round_ = room.round_of(step)
    check_action(action, facts_of(step, round_))
    touch(room, step)
    return round_


def touch(room: Room, step: Activity) -> None:
    """Note that the results of a step are no longer as the pictures say."""
    room.remark.about = step.id
    room.touched.rounds.add(room.round_of(step).id)


def facts_of(step: Activity, round_: Round) -> RoundFacts:
    """Return what decides on legal actions."""
    kind = type_of(step.type)
    frozen = round_.frozen or kind.freeze(step.config)
    return RoundFacts(
        round_.state,
        round_.shown,
        round_.shown_at is not None,
        kind.takes_input(frozen),
        kind.shows_live,
        privacy_of(step, round_) == "secret",
        kind.decides,
    )


def privacy_of(step: Activity, round_: Round) -> str:
    """Return "named", "unnamed" or "secret": as it was announced, else as the agenda says."""
    announced = round_.base.get("privacy") or step.config.get("privacy")
    return str(announced or type_of(step.type).privacies[0])


def base_of(room: Room, step: Activity) -> dict[str, Any]:
    """Return who may give, of how many, how many are there: the base that freezes with a round."""
    seats = entitled_seats(room.session, room.workshop)
    kind, config = type_of(step.type), step.config
    privacy = config.get("privacy") or kind.privacies[0]
    chosen = None if kind.decides else config.get("who")
    usual = "seats" if kind.votes else "all"
    return {
        "unit": "seats" if seats else "people",
        "of": len(seats) or _people(room),
        **_attending(room, seats),
        "who": ("seats" if privacy == "secret" else chosen or usual) if seats else "all",
        "privacy": privacy,
    }


def _people(room: Room) -> int:
    people = select(func.count(Participant.id)).where(
        Participant.workshop_id == room.workshop.id, Participant.removed_at.is_(None), Participant.admitted
    )
    return _count(room, people)


def _attending(room: Room, seats: Sequence[int]) -> dict[str, Any]:
    """Return how many of these seats are there, are represented, are excused; and who is there or represented."""
    query = select(Attendance.seat_id, Attendance.state).where(Attendance.workshop_id == room.workshop.id)
    states = {row.seat_id: row.state for row in room.session.execute(query)}
    counts = Counter(states.get(seat) for seat in seats)
    there = [seat for seat in seats if states.get(seat) in ("present", "represented")]
    return {**{state: counts[state] for state in ("present", "represented", "excused")}, "there": there}


def _freeze(room: Room, step: Activity, round_: Round) -> None:
    kind = type_of(step.type)
    taken = taken_for(room.session, kind, step.config)
    frozen = kind.freeze(step.config, taken.options)
    if missing := why_not_ready(kind, step.config, frozen):
        raise Refused(missing)
    round_.frozen = frozen
    # The agenda can be changed later; what the room was told must not change with it.
    origin = origin_for(steps_of(room.session, room.workshop.id), step.config, taken)
    seats = entitled_seats(room.session, room.workshop)
    base = base_of(room, step) | {"roll": seats} | ({"origin": origin} if origin else {})
    round_.base = base | ({"names": IN_ROOM} if base["privacy"] == "named" else {})
    if ballots.is_secret(round_):
        ballots.open_box(room, step, round_, seats)
    round_.frozen_hash = ballots.announced(round_)


def _last_n(room: Room, step: Activity) -> int:
    query = select(func.max(Round.n)).where(Round.activity_id == step.id, Round.removed_at.is_(None))
    return _count(room, query)


def _begin_round(room: Room, step: Activity, n: int) -> None:
    undone = room.session.scalars(select(Round).where(Round.activity_id == step.id, Round.n == n)).first()
    if undone:
        undone.removed_at = None
    else:
        room.session.add(Round(activity_id=step.id, n=n, state="draft", frozen={}, base={}))
    step.current_n = n
    room.session.flush()
    touch(room, step)


def _close(room: Room, round_: Round) -> None:
    fives.hold(room, {round_.id}, fives.ALL)  # should it be opened again, the picture goes on from here
    round_.state, round_.closed_at = "closed", room.now
    # Of the roll that was frozen: whoever got a vote or lost it since, or left the roster, changes no majority of it.
    roll = round_.base["roll"]
    at_close = {"of": len(roll) or _people(room), **_attending(room, roll)}
    round_.base = {**round_.base, "at_close": at_close}
    room.touched.rounds.add(round_.id)
    if ballots.is_secret(round_):
        room.touched.sealing.add(round_.id)


def _open_rounds(room: Room) -> list[Round]:
    query = (
        select(Round)
        .join(Activity, Activity.id == Round.activity_id)
        .where(Activity.workshop_id == room.workshop.id, Round.state == "open")
    )
    return list(room.session.scalars(query))


def _count(room: Room, query: Any) -> int:
    return int(room.session.scalar(query) or 0)
