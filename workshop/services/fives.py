"""Decides when the room is told what came in without names: in steps of five voices, never of one.

What it was told stands beside each value (``told``), not in memory: after a restart the wall must not move by one
voice either. Counts (words, likes) are told when five voices have something new, or at closing. Texts that are seen
themselves come in the same way, and besides whenever those who lead choose to show them.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import JSON, ColumnElement, and_, bindparam, case, null, or_, select, update

from workshop.activities import LIKED, LIKES, type_of
from workshop.activities.base import ActivityType
from workshop.domain.errors import Conflict
from workshop.domain.fives import FIVE, REOPENED, is_held
from workshop.domain.permissions import Who
from workshop.domain.voices import NOBODY, is_nobody, without_nobody
from workshop.models import Activity, Contribution, Round
from workshop.models.material import answered_in
from workshop.room import Room
from workshop.writer import Answer

Condition = ColumnElement[bool]

_C = Contribution.__table__.c
ALL = 1  # voices: whatever came


def hold(room: Room, rounds: Iterable[int], least: int = FIVE) -> None:
    """Tell of rounds what came since the last time, if it is of so many voices: texts and likes each for themselves."""
    for round_id, kind in _held(room, rounds):
        _tell(room, _new_texts(round_id, kind), least)
        if _tell(room, _new_likes(round_id, kind), least):
            bring_again(room, [round_id])  # likes are shown with their texts


def note_reopened(room: Room, round_: Round) -> None:
    """Keep that a closed round takes answers again, whichever way; no undo takes that back, for it was seen."""
    if answered_in(room.session, [round_.id]):
        round_.outcome = {**round_.outcome, REOPENED: True}
        _take_nobodys_out(room, round_)


def _take_nobodys_out(room: Room, round_: Round) -> None:
    """What was left as nobody's counts only as long as nobody can give again: whoever left it may give once more, and
    nothing says any more which vote was theirs. Past the journal, for it is gone as if taken back by its author."""
    theirs = (_C.round_id == round_.id, _C.voice.startswith(NOBODY))
    # A like goes where one is taken back: when five voices have something new.
    gone = {"value": JSON.NULL, "state": "withdrawn", "told": case((_C.kind.in_(LIKES), _C.told), else_=null())}
    room.session.flush()
    out = update(Contribution).where(*theirs, _C.state != "withdrawn").values(**gone, version=room.version)
    if room.session.connection().execute(out).rowcount:
        round_.outcome = without_nobody(round_.outcome)
        bring_again(room, [round_.id])


def bring_again(room: Room, rounds: Iterable[int]) -> None:
    """Let all texts of some rounds be part of the next delta: what went may have been a like of theirs, or the text
    that they lay under. All of them, so that none betrays whom it is about."""
    texts = update(Contribution).where(_C.round_id.in_(set(rounds)), _C.state == "shown", _C.kind.in_(LIKED))
    room.session.connection().execute(texts.values(version=room.version))


def show_texts(room: Room, rounds: Iterable[int]) -> int:
    """Tell all texts that wait, because those who lead want them seen; return of how many voices. No count moves."""
    return sum(_tell(room, _new_texts(number, kind), ALL) for number, kind in _held(room, rounds) if kind.listed)


def show_text(room: Room, card: Contribution) -> None:
    """Tell one text, because those who lead have done something with it that the room sees."""
    query = select(Activity.type).join(Round, Round.activity_id == Activity.id).where(Round.id == card.round_id)
    if type_of(room.session.scalars(query).one()).listed:
        card.told = card.value


def forget(room: Room, texts: Sequence[tuple[int, str, str, str]]) -> None:
    """What somebody takes back is nowhere kept, also not as what the room was told."""
    names = ("round_id", "voice", "kind", "item")
    place = [_C[name] == bindparam(f"of_{name}") for name in names]
    gone = [{f"of_{name}": part for name, part in zip(names, text, strict=True)} for text in texts]
    if gone:
        room.session.connection().execute(update(Contribution).where(*place).values(told=null()), gone)


def show_new(room: Room, who: Who, activity: int) -> Answer | None:
    """Show the room the texts that wait for five voices; raises Conflict ``nothing_new``."""
    round_ = room.round_of(room.activity(activity))
    if not show_texts(room, {round_.id}):
        raise Conflict("nothing_new")
    room.touched.rounds.add(round_.id)
    return None


def _held(room: Room, rounds: Iterable[int]) -> list[tuple[int, ActivityType]]:
    query = select(Round.id, Round.state, Round.base, Activity.type).join(Activity, Activity.id == Round.activity_id)
    found = room.session.execute(query.where(Round.id.in_(set(rounds)))).all()
    held = [(row.id, type_of(row.type)) for row in found if is_held(row.state, row.base.get("privacy", ""))]
    return [(number, kind) for number, kind in held if kind.shows_live]


def _tell(room: Room, is_new: Condition, least: int) -> int:
    """Return of how many voices something was told."""
    voices = room.session.scalars(select(_C.voice).where(is_new).distinct()).all()
    # One of nobody may be of somebody who gives anew: of those there must be five without it.
    if not voices or (least > ALL and sum(not is_nobody(voice) for voice in voices) < least):
        return 0
    now = case((_C.state == "withdrawn", null()), else_=_C.value)
    room.session.connection().execute(update(Contribution).where(is_new).values(told=now, version=room.version))
    return len(voices)


def _new_texts(round_id: int, kind: ActivityType) -> Condition:
    """A text that is taken out goes at once; one taken back while it was put aside has nothing to tell."""
    names = [one.name for one in kind.kinds if not (one.of or one.beside or one.after)]
    is_new = _C.told.is_distinct_from(_C.value)
    has_words = _C.value != JSON.NULL
    return and_(_C.round_id == round_id, _C.kind.in_(names), _C.state == "shown", has_words, is_new)


def _new_likes(round_id: int, kind: ActivityType) -> Condition:
    """A like taken back would tell as much as one that is given, so it waits as well."""
    names = [one.name for one in kind.kinds if one.of]
    is_new = or_(
        and_(_C.state == "shown", _C.told.is_distinct_from(_C.value)),
        and_(_C.state == "withdrawn", _C.told.is_not(None)),
    )
    return and_(_C.round_id == round_id, _C.kind.in_(names), is_new)
