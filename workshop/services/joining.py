"""Coming in: a person takes a seat, as holder or deputy, or is a guest; by the room's code or by a seat's own link.

Whoever comes by the code may have to wait before the door (``admitted``) for the moderator's yes. Those who are
not newcomers at the web door (the command line, a rehearsal) let people in as the house does.
"""

from typing import Any

from sqlalchemy import ColumnElement, exists, func, select

from workshop.domain.errors import Conflict, NotAllowed, NotFound, Refused
from workshop.domain.permissions import Who
from workshop.domain.text import optional_line
from workshop.models import Activity, Contribution, Participant, Roll, Round, Seat, SecretWish
from workshop.room import Room
from workshop.services import seats
from workshop.writer import Answer

LONGEST_NAME = 80
MOST_GUESTS = 2000  # in one room; seats are not counted, so that no crowd of guests keeps a mayor out
MOST_WAITING = 300  # before the door; beyond that nobody looks through them
LEFT = "left"  # proof of somebody who went by themselves: the seat is free again, without any question
DEVICE = "device"  # proof of who was found to be a further device of somebody inside


def join(room: Room, who: Who, seat_id: int | None, capacity: str, name: str, former: int | None = None) -> Answer:
    """Let somebody in by the code and return ``{"participant": number, "waits": bool}``.

    ``former``: who this browser was before, by its cookie: never whose device it was found to be. A free seat is
    taken at once. A taken one, one for which something was given before, one that votes in a secret round which is
    not over, anybody where there is admission, and whoever was sent out before wait for the moderator's yes. The
    first join is the check-in that attendance is made of.
    """
    _check_open(room)
    if seat_id is None:
        return _told(_guest(room, who, name, former))
    seat = _seat(room, seat_id, capacity)
    deputy = _deputy(capacity, name)
    known = _same(room, who, seat, capacity, former)
    person = known or _knock(room, who, seat, capacity, former)
    _name(room, person, deputy or _said_before(room, person, former))
    if person.admitted:
        seats.check_in(room, seat.id, capacity, is_new=known is None)
    return _told(person)


def join_by_link(
    room: Room, who: Who, seat_id: int, issue: int, capacity: str, name: str = "", former: int | None = None
) -> Answer:
    """Let somebody in who has the seat's own link; raises NotAllowed ``bad_link`` where it is not the newest.

    Whoever took the seat by the code alone waits before the door from now on: the link says whose it is.
    """
    _check_open(room)
    seat = _seat(room, seat_id, capacity)
    if seat.issue != issue:
        raise NotAllowed("bad_link")
    inside = _people(room, seat.id)
    if room.workshop.locked and not inside:
        raise Conflict("room_locked")
    deputy = _deputy(capacity, name)
    known = _by_link(inside, capacity, former)
    person = known or _make(room, seat.id, capacity, "", "link")
    _name(room, person, deputy or _said_before(room, person, former))
    person.proof = "link"
    for other in inside:
        if other.proof == "code" and other is not person:
            other.admitted = False
    seats.check_in(room, seat.id, capacity, is_new=known is None)
    return _told(person)


def leave(room: Room, who: Who) -> None:
    """Go, to take another seat; what was given stays with the seat. A further device goes alone, its person stays."""
    device = _known(room, who.id)
    person = device if device and device.device_of is not None else room.person(who.id)
    person.proof, person.device_of = LEFT, None
    person.removed_at = room.now
    room.touched.voices.add(person.voice)


def _check_open(room: Room) -> None:
    if room.workshop.state != "open":
        raise Conflict("room_closed" if room.workshop.state == "ended" else "room_not_open")


def _deputy(capacity: str, name: str) -> str:
    """Return the name that counts on a seat: a deputy's, who may say it; a holder's is the roster's."""
    return optional_line(name, LONGEST_NAME) if capacity == "deputy" else ""


def _name(room: Room, person: Participant, name: str) -> None:
    """Keep the name that a deputy gave; who comes again without one is still the same."""
    if name and name != person.name:
        person.name = name
        room.touched.state = True
        room.touched.voices.add(person.voice)


def _said_before(room: Room, person: Participant, former: int | None) -> str:
    """Return the name of who left this very seat by themselves, and is back in the same browser."""
    one = _known(room, former)
    is_back = one is not None and (one.seat_id, one.capacity, one.proof) == (person.seat_id, person.capacity, LEFT)
    return one.name if one and is_back and not person.name else ""


def _told(person: Participant) -> Answer:
    return {"participant": person.id, "waits": not person.admitted}


def _seat(room: Room, seat_id: int, capacity: str) -> Seat:
    seat = room.session.get(Seat, seat_id)
    if seat is None or seat.series_id != room.workshop.series_id or seat.removed_at is not None:
        raise NotFound("seat_unknown")
    if capacity not in ("holder", "deputy"):
        raise Refused("wrong_type")
    return seat


def _same(room: Room, who: Who, seat: Seat, capacity: str, former: int | None) -> Participant | None:
    """Return whom this browser was in this seat, so that its reload is no second person."""
    people = _everybody(room, Participant.seat_id == seat.id, Participant.capacity == capacity)
    present = [one for one in people if one.removed_at is None]
    if who.kind != "participant":
        return next(iter(present), None)
    return next((one for one in present if one.id == former), None)


def _knock(room: Room, who: Who, seat: Seat, capacity: str, former: int | None) -> Participant:
    is_in_question = (
        bool(_people(room, seat.id))
        or any(_is_sent_out(one) for one in _everybody(room, Participant.seat_id == seat.id))
        or _was_sent_out(room, former)
        or _has_given(room, seat, former)
    )
    # In a rehearsal nobody is real: there a secret ballot is tried without confirming played people first.
    proof = "moderator" if room.workshop.rehearses is not None else "code"
    return _make(room, seat.id, capacity, "", proof, waits=_waits(room, who, is_in_question=is_in_question))


def _has_given(room: Room, seat: Seat, former: int | None) -> bool:
    """Return whether the seat holds something of others, which whoever takes it could read and take back.

    Who left it by themselves comes back to what was there when they went.
    """
    one = _known(room, former)
    is_back = one is not None and one.seat_id == seat.id and one.proof == LEFT and one.admitted
    since = one.removed_at if one and is_back else None
    voice = f"seat:{seat.id}"
    given = Contribution.voice == voice
    if since is not None:
        may_have_cast = _was_taken(room, seat, since, former) and _may_have_cast(room, seat)
        return may_have_cast or _has(room, Contribution, given, Contribution.saved_at > since)
    return (
        _has(room, Contribution, given)
        or _has(room, SecretWish, SecretWish.voice == voice)
        or _may_have_cast(room, seat)
    )


def _was_taken(room: Room, seat: Seat, since: int, former: int | None) -> bool:
    """Return whether somebody else was on the seat after a moment, and has gone."""
    others = _everybody(room, Participant.seat_id == seat.id, Participant.removed_at >= since)
    return any(one.id != former for one in others)


def _may_have_cast(room: Room, seat: Seat) -> bool:
    """Return whether a secret ballot of the seat may be in a box.

    Until a round is over that is so for every seat on its roll, cast or not: else the door would tell who has cast,
    by letting a stranger in at once for one seat and not for another.
    """
    is_over = Round.state.in_(("sealed", "annulled"))
    secret = select(Round.id).where(Round.id == Roll.round_id, ~is_over)
    return _has(room, Roll, Roll.seat_id == seat.id, Roll.voted.is_(True) | exists(secret))


def _has(room: Room, noun: type[Contribution | SecretWish | Roll], *which: ColumnElement[bool]) -> bool:
    rounds = select(Round.id).join(Activity, Activity.id == Round.activity_id)
    here = noun.round_id.in_(rounds.where(Activity.workshop_id == room.workshop.id))
    return bool(room.session.scalar(select(exists().where(here, *which))))


def _guest(room: Room, who: Who, name: str, former: int | None) -> Participant:
    tidy = optional_line(name, LONGEST_NAME)
    guests = _everybody(room, Participant.seat_id.is_(None))
    known = next((one for one in guests if one.id == former), None)
    if known and known.removed_at is None:
        return known
    there = sum(1 for one in guests if one.removed_at is None)
    if there >= MOST_GUESTS:
        raise Conflict("room_full", most=MOST_GUESTS)
    # Without an account a name is all that is left of somebody who threw their cookie away.
    was_sent_out = any(_is_sent_out(one) and _is_named(one, tidy) for one in guests) or _was_sent_out(room, former)
    return _make(room, None, "guest", tidy, waits=_waits(room, who, is_in_question=was_sent_out))


def _waits(room: Room, who: Who, *, is_in_question: bool) -> bool:
    """Return whether somebody new waits before the door; raises Conflict where nobody new may come."""
    if who.kind != "participant":
        return False
    if room.workshop.locked:
        raise Conflict("room_locked")
    if not (room.workshop.admission or is_in_question):
        return False
    query = select(func.count(Participant.id)).where(
        Participant.workshop_id == room.workshop.id, Participant.removed_at.is_(None), Participant.admitted.is_(False)
    )
    if (room.session.scalar(query) or 0) >= MOST_WAITING:
        raise Conflict("door_full", most=MOST_WAITING)
    return True


def _is_sent_out(person: Participant) -> bool:
    return person.removed_at is not None and person.proof not in (LEFT, DEVICE)


def _was_sent_out(room: Room, former: int | None) -> bool:
    """Return whether this browser, or whose device it was, was sent out: of whichever seat, or as a guest."""
    one = _known(room, former)
    owner = _known(room, one.device_of) if one else None
    return any(person is not None and _is_sent_out(person) for person in (one, owner))


def _known(room: Room, number: int | None) -> Participant | None:
    one = room.session.get(Participant, number) if number is not None else None
    return one if one and one.workshop_id == room.workshop.id else None


def _is_named(person: Participant, name: str) -> bool:
    return bool(name) and person.name.casefold() == name.casefold()


def _people(room: Room, seat_id: int) -> list[Participant]:
    """Return who is in for a seat."""
    return _everybody(
        room, Participant.seat_id == seat_id, Participant.removed_at.is_(None), Participant.admitted.is_(True)
    )


def _everybody(room: Room, *which: ColumnElement[bool]) -> list[Participant]:
    query = select(Participant).where(Participant.workshop_id == room.workshop.id, *which)
    return list(room.session.scalars(query.order_by(Participant.id)))


def _by_link(inside: list[Participant], capacity: str, former: int | None) -> Participant | None:
    """Return whom the link's bearer is already: the same person on another device, or this browser by the code."""
    mine = [one for one in inside if one.capacity == capacity]
    return next((one for one in mine if one.proof == "link" or one.id == former), None)


def _make(
    room: Room, seat_id: int | None, capacity: str, name: str, proof: str = "code", *, waits: bool = False
) -> Participant:
    facts: dict[str, Any] = {"proof": proof, "admitted": not waits, "name": name, "joined_at": room.now}
    person = Participant(workshop_id=room.workshop.id, seat_id=seat_id, capacity=capacity, **facts)
    room.session.add(person)
    room.session.flush()
    room.touched.state = True
    # Whoever is on the seat already learns that somebody else is.
    room.touched.voices.add(person.voice)
    return person
