"""The secret ballot: opening the box, casting, annulling, sealing.

Nothing of a cast reaches the journal, a log or another table than ``roll`` and ``box``: ``cast`` takes its calls as
the hot verbs do, outside the journal, and touches no picture that would tell when somebody voted.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update

from workshop import journal
from workshop.activities import type_of
from workshop.domain import ballots
from workshop.domain.errors import Conflict, NotAllowed, NotFound, Refused, WorkshopError
from workshop.domain.permissions import SYSTEM, Who
from workshop.domain.text import clean_text
from workshop.models import Activity, AnyRow, Box, Counted, Participant, Receipt, Roll, Round
from workshop.models.round import LATER
from workshop.models.seats import holders
from workshop.room import Room
from workshop.vault import KeyMissing
from workshop.writer import Answer, Call

LONGEST_REASON = 500
Ballot = tuple[bytes, bytes]  # slot, ciphertext


def is_secret(round_: Round) -> bool:
    """Return whether the answers of a round that was opened go into the box."""
    return round_.base.get("privacy") == "secret"


def open_box(room: Room, step: Activity, round_: Round, seats: Sequence[int]) -> None:
    """Prepare a frozen round for secret ballots: roll, key file, and what the base says of them.

    Raises Refused where the connection can be read, the roll is shorter than the least number of ballots, or more
    answers were taken from an earlier step than a ballot has room for.
    """
    if not room.vault.may_open:
        raise Refused("needs_https")
    least = least_ballots(step)
    if len(seats) < least:
        raise Refused("too_few_seats", least=least)
    if len(round_.frozen.get("options") or ()) > ballots.MOST_ANSWERS:
        raise Refused("too_many_answers", most=ballots.MOST_ANSWERS)
    key = ballots.new_key()
    room.vault.put(round_.id, key)
    round_.key_print, round_.salt = ballots.key_print(key), ballots.new_salt()
    told = {"least": least, "plain": room.vault.is_plain, "may_spoil": ballots.may_spoil(step.config)}
    round_.base = {**round_.base, **told}
    room.session.execute(insert(Roll), [{"round_id": round_.id, "seat_id": seat, "voted": False} for seat in seats])


def announced(round_: Round | AnyRow) -> str:
    """Return the SHA-256 of wording, options, rule, base and roll as they were frozen; nothing later changes it."""
    opening = {name: value for name, value in round_.base.items() if name not in LATER}
    # The empty ``at_close`` has been in what is hashed since there are votes: without it no older one would fit.
    whole = {"frozen": round_.frozen, "base": {**opening, "at_close": None}}
    return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def least_ballots(step: Activity) -> int:
    """Return how many ballots there must be before anything is counted."""
    wanted = step.config.get("least_ballots")
    if isinstance(wanted, int) and not isinstance(wanted, bool):
        return max(ballots.LEAST_BALLOTS, wanted)
    return ballots.USUAL_BALLOTS


def cast(room: Room, calls: Sequence[Call]) -> list[Answer | WorkshopError]:
    """Put ballots into the box; the same key gets the same receipt for ever, whatever comes with it."""
    return [_answer(_cast, room, call) for call in calls]


def status(room: Room, calls: Sequence[Call]) -> list[Answer | WorkshopError]:
    """Say whether a seat has cast, with the receipt for who holds the key, and why it may not cast.

    Changes nothing. Asked in the same queue as ``cast``, so that it never overtakes a ballot sent before it.
    """
    return [_answer(_status, room, call) for call in calls]


def _answer(verb: Callable[[Room, Call], Answer], room: Room, call: Call) -> Answer | WorkshopError:
    try:
        return verb(room, call)
    except WorkshopError as refused:
        return refused


def _caller(room: Room, call: Call) -> tuple[Participant, Round]:
    if call.who.kind != "participant":
        raise NotAllowed("removed")
    return room.person(call.who.id), _round(room, call.payload["round"])


def _status(room: Room, call: Call) -> Answer:
    person, round_ = _caller(room, call)
    known = _receipt(room, round_, ballots.voter_key(call.payload["key"])) if call.payload["key"] else ""
    if not person.admitted:
        return {"ok": True, "cast": True, "code": _outside(known), "why": ""}
    voted = _voted(room, round_, person)
    why = "" if voted else _why_not(room, round_, person)
    return {"ok": True, "cast": voted, "code": known if voted else "", "why": why}


def _outside(known: str) -> str:
    """Return what somebody before the door gets: for a key that is in the box its receipt, and no word of the seat.

    Anybody with the room's code can wait for any seat, and could else ask one seat after the other who has cast.
    """
    if not known:
        raise NotAllowed("not_admitted")
    return known


def _why_not(room: Room, round_: Round, person: Participant) -> str:
    try:
        _check_may_cast(room, round_, person)
    except WorkshopError as refused:
        return refused.code
    return ""


def _cast(room: Room, call: Call) -> Answer:
    person, round_ = _caller(room, call)
    key = ballots.voter_key(call.payload["key"])
    known = _receipt(room, round_, key)
    if not person.admitted:
        return {"ok": True, "code": _outside(known)}
    voted = _voted(room, round_, person)
    if known:
        if not voted:
            raise Refused("ballot_key_used")
        return {"ok": True, "code": known}
    if voted:
        raise Conflict("already_cast")
    _check_may_cast(room, round_, person)
    choice = _choice(room, round_, call.payload["value"])
    slot, code = _slot_and_code(round_, key)
    ct = ballots.close_ballot(_key_of(room, round_), round_.id, slot, round_.frozen_hash, code, choice)
    _mark(room, round_, person)
    room.session.execute(insert(Box), [{"round_id": round_.id, "slot": slot, "ct": ct}])
    room.touched.casting.add(round_.id)
    room.touched.voices.add(person.voice)
    return {"ok": True, "code": ballots.shown_code(code)}


def _round(room: Room, number: int) -> Round:
    round_ = room.session.get(Round, number)
    if round_ is None or round_.removed_at is not None:
        raise NotFound("not_found")
    room.activity(round_.activity_id)
    if not is_secret(round_):
        raise Refused("not_secret")
    return round_


def _voted(room: Room, round_: Round, person: Participant) -> bool:
    if person.seat_id is None:
        raise NotAllowed("seats_only")
    query = select(Roll.voted).where(Roll.round_id == round_.id, Roll.seat_id == person.seat_id)
    voted = room.session.scalar(query)
    if voted is None:
        raise NotAllowed("not_on_roll")
    return voted


def _slot_and_code(round_: Round, key: bytes) -> tuple[bytes, str]:
    return ballots.slot_of(round_.id, key), ballots.code_of(round_.id, key, round_.salt)


def _receipt(room: Room, round_: Round, key: bytes) -> str:
    """Return the receipt of a key whose ballot is in the box or was counted, as people read it; else ""."""
    slot, code = _slot_and_code(round_, key)
    in_box = select(Box.slot).where(Box.round_id == round_.id, Box.slot == slot)
    in_list = select(Receipt.code).where(Receipt.round_id == round_.id, Receipt.code == code)
    is_known = room.session.execute(in_box).first() is not None or room.session.execute(in_list).first() is not None
    return ballots.shown_code(code) if is_known else ""


def _check_may_cast(room: Room, round_: Round, person: Participant) -> None:
    if round_.state != "open" or room.workshop.state != "open":
        raise Conflict("closed")
    if person.proof == "code":
        raise NotAllowed("seat_unproven")
    if holders(room.session, room.workshop.id, [person.seat_id or 0]).get(person.seat_id or 0) != person.id:
        raise Conflict("held_by_other")


def _choice(room: Room, round_: Round, value: Any) -> str:
    if _is_spoilt(round_, value):
        return ballots.SPOILT
    kind = type_of(room.activity(round_.activity_id).type)
    return kind.on_ballot(kind.clean(kind.kinds[0].name, "", value, round_.frozen), round_.frozen)


def _is_spoilt(round_: Round, value: Any) -> bool:
    return value == ballots.SPOILT and round_.base.get("may_spoil") is True


def _key_of(room: Room, round_: Round) -> bytes:
    try:
        return room.vault.get(round_.id, round_.key_print)
    except KeyMissing:
        # Nobody could ever count what is in the box: the vote stops here and now. Casting leaves no entry in the
        # journal; this does, under the server's name, and says of nobody that they were about to cast.
        with journal.watch(room, lose_key.__name__, SYSTEM):
            room.remark.about = round_.activity_id
            _break(room, round_)
        raise


def _break(room: Room, round_: Round) -> None:
    """Stop a vote that can only be annulled. Not a ballot is lost, only the order in which they came."""
    round_.state = "broken"
    _write_roll_anew(room, round_)
    _write_box_anew(room, round_, _ballots(room, round_))
    room.touched.state = True
    room.touched.rounds.add(round_.id)
    room.touched.sealing.add(round_.id)


def _mark(room: Room, round_: Round, person: Participant) -> None:
    fresh = update(Roll).where(Roll.round_id == round_.id, Roll.seat_id == person.seat_id, Roll.voted.is_(False))
    if room.session.connection().execute(fresh.values(voted=True)).rowcount != 1:
        raise Conflict("already_cast")


def annul(room: Room, who: Who, activity: int, reason: str) -> Answer | None:
    """Declare the current round void, with a reason. What was given stays and counts for nothing.

    Of a secret round that is final and its box is never counted; a roll call can be put back as it was. After the end
    only what waits to be counted can be annulled: else its key would stay, and nothing could ever be archived.
    """
    step = room.activity(activity)
    round_ = room.round_of(step)
    may_be = is_secret(round_) or (type_of(step.type).decides and room.workshop.state == "open")
    if not may_be or round_.state not in ("open", "closed", "broken"):
        raise Conflict("illegal_action", action="annul", state=round_.state)
    round_.reason = clean_text(reason, LONGEST_REASON)
    round_.state, round_.closed_at = "annulled", round_.closed_at or room.now
    round_.shown = False
    room.touched.rounds.add(round_.id)
    room.remark.about = activity
    room.remark.command = "annul" if is_secret(round_) else "annul_named"
    if is_secret(round_):
        _empty(room, round_)
    return None


def annul_uncounted(room: Room, who: Who) -> None:
    """Declare void, without a reason, whatever of an ended workshop cannot be counted: broken, or too few ballots.

    For the day on which it is archived by itself: what nobody decided must not keep its key for ever.
    """
    if who.kind != "system" or room.workshop.state != "ended":
        raise NotAllowed("not_allowed")
    secret = select(Round).join(Activity, Activity.id == Round.activity_id).where(Round.key_print != "")
    for round_ in room.session.scalars(secret.where(Activity.workshop_id == room.workshop.id)):
        is_too_few = round_.state == "closed" and len(_ballots(room, round_)) < round_.base["least"]
        if round_.state == "broken" or is_too_few:
            room.remark.about, room.remark.command = round_.activity_id, annul.__name__
            round_.state, round_.reason = "annulled", ""
            room.touched.rounds.add(round_.id)
            _empty(room, round_)


def _empty(room: Room, round_: Round) -> None:
    # The slots stay: whoever sends a ballot again must get the answer of before.
    _write_roll_anew(room, round_)
    _write_box_anew(room, round_, [(slot, b"") for slot, _ in _ballots(room, round_)])
    room.touched.sealing.add(round_.id)


def seal(room: Room, who: Who, round: int) -> Answer:  # noqa: A002 - as on the wire
    """Count a closed round; can be run again at any time and does nothing twice.

    Answers ``{"state"}``: as the round is now. Too few ballots leave it closed, what does not fit makes it broken.
    """
    if who.kind != "system":
        raise NotAllowed("not_allowed")
    round_ = _round(room, round)
    room.remark.about = round_.activity_id
    if round_.state == "closed":
        _seal(room, round_)
    return {"state": round_.state}


def lose_key(room: Room, who: Who, round: int) -> None:  # noqa: A002 - as on the wire
    """Note that the key of an uncounted round is gone or another: nothing can be counted any more, only annulled."""
    if who.kind != "system":
        raise NotAllowed("not_allowed")
    round_ = _round(room, round)
    room.remark.about = round_.activity_id
    if round_.state in ("open", "closed") and not room.vault.fits(round_.id, round_.key_print):
        _break(room, round_)


def _seal(room: Room, round_: Round) -> None:
    rows = _ballots(room, round_)
    if len(rows) < round_.base["least"]:
        return None
    opened = _opened(room, round_, rows)
    voted = room.session.scalars(select(Roll.seat_id).where(Roll.round_id == round_.id, Roll.voted.is_(True))).all()
    codes = {code for code, _ in opened}
    choices = [_read(room, round_, said) for _, said in opened]
    counts = ballots.count(choices)
    if not ballots.agree(opened, len(rows), len(voted), counts, ballots.count_again(choices)):
        return _break(room, round_)
    _write_lists(room, round_, codes, _in_lists(room, round_, counts))
    round_.outcome = {"cast": len(rows), "of": _roll_length(room, round_), "list": ballots.list_print(codes)}
    round_.state = "sealed"
    room.touched.state = True
    room.touched.rounds.add(round_.id)
    room.touched.sealing.add(round_.id)
    return None


def _read(room: Room, round_: Round, said: str) -> str:
    """Return what a ballot counts as. One that was really in the box and says none of the answers is invalid: the
    server puts none there, but another version of it may have, and the ballots of all others are as good as before."""
    kind = type_of(room.activity(round_.activity_id).type)
    is_valid = kind.is_on_ballot(said, round_.frozen) or _is_spoilt(round_, said)
    return said if is_valid else ballots.UNREADABLE


def _in_lists(room: Room, round_: Round, counts: dict[str, int]) -> dict[str, int]:
    kind = type_of(room.activity(round_.activity_id).type)
    valid, invalid = ballots.parted(counts)
    return {**kind.in_lists(valid, round_.frozen), **{f"!{why}": n for why, n in invalid.items()}}


def _ballots(room: Room, round_: Round) -> list[Ballot]:
    query = select(Box.slot, Box.ct).where(Box.round_id == round_.id).order_by(Box.slot)
    return [(row.slot, row.ct) for row in room.session.execute(query)]


def _opened(room: Room, round_: Round, rows: Sequence[Ballot]) -> list[tuple[str, str]]:
    try:
        key = room.vault.get(round_.id, round_.key_print)
    except KeyMissing:
        return []
    mixed = list(rows)
    secrets.SystemRandom().shuffle(mixed)
    opened = [ballots.open_ballot(key, round_.id, slot, round_.frozen_hash, ct) for slot, ct in mixed]
    return [one for one in opened if one is not None]


def _write_lists(room: Room, round_: Round, codes: set[str], counts: dict[str, int]) -> None:
    """Write the two lists, each in its own order, and the roll anew."""
    session, of = room.session, round_.id
    session.execute(insert(Receipt), [{"round_id": of, "code": code} for code in sorted(codes)])
    session.execute(insert(Counted), [{"round_id": of, "choice": one, "n": n} for one, n in sorted(counts.items())])
    session.execute(delete(Box).where(Box.round_id == of))
    _write_roll_anew(room, round_)


def _write_roll_anew(room: Room, round_: Round) -> None:
    """Write the roll in the order of the seats: PostgreSQL's rows carry the order of casting (``xmin``)."""
    session, of = room.session, round_.id
    query = select(Roll.seat_id, Roll.voted).where(Roll.round_id == of).order_by(Roll.seat_id)
    roll = [{"round_id": of, **row._mapping} for row in session.execute(query)]
    session.execute(delete(Roll).where(Roll.round_id == of))
    session.execute(insert(Roll), roll)


def _write_box_anew(room: Room, round_: Round, rows: Sequence[Ballot]) -> None:
    """Write these in the order of their slots, which is that of a hash, and all at once as the roll."""
    room.session.execute(delete(Box).where(Box.round_id == round_.id))
    if rows:
        room.session.execute(insert(Box), [{"round_id": round_.id, "slot": slot, "ct": ct} for slot, ct in rows])


def _roll_length(room: Room, round_: Round) -> int:
    return len(room.session.scalars(select(Roll.seat_id).where(Roll.round_id == round_.id)).all())
