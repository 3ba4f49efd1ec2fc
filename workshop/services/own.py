"""What somebody gave is theirs: taking all of it back, also after the end.

Texts go for good. A vote that was counted stays in its count under a voice of nobody: the room has decided on
it, but nothing says any more whose it was; if the step is opened again, it is out of the count. What a seat voted in
a roll call that was shown stays on record with its name, and a seat's vote is only for its holder to take away. A
secret ballot cannot be found by anybody, so it stays as it is.
"""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import delete, select

from workshop.activities import BESIDE, LIKES, type_of
from workshop.activities.base import ActivityType
from workshop.domain.answers import PUT_ASIDE
from workshop.domain.errors import NotAllowed
from workshop.domain.fives import LEFT
from workshop.domain.forgetting import Run, why_stays
from workshop.domain.permissions import Who
from workshop.domain.voices import guests_kept, random_key, random_voice
from workshop.models import Activity, Contribution, Round, SecretWish
from workshop.models.seats import holds_vote
from workshop.room import Room
from workshop.services import fives, traces
from workshop.writer import Answer

COUNTED = ("closed", "sealed", "annulled", "broken")


def forget_me(room: Room, who: Who) -> Answer:
    """Take back everything this person's voice gave in the workshop; return how many texts and votes it was.

    What stays (``domain/forgetting.py``) is counted under its reason.
    """
    if who.kind != "participant":
        raise NotAllowed("not_allowed")
    person = room.participant(who.id)
    holds = holds_vote(room.session, room.workshop.id, person)
    done = Counter(texts=0, votes=0)
    numbers: set[int] = set()
    for round_, type_ in _rounds(room):
        kinds = {kind.name for kind in type_.kinds if kind.is_words}
        given = _given(room, round_, person.voice)
        run = Run(type_.decides, round_.state, round_.shown_at, round_.base)
        facts = {"of_seat": person.seat_id is not None, "holds": holds}
        held = [kind for kind in type_.kinds if type_.is_held(kind)]
        why = {kind.name: why_stays(run, is_words=kind.is_words, **facts) for kind in held}
        done.update(why[one.kind] for one in given if one.value is not None and why.get(one.kind))
        mine = [one for one in given if not why.get(one.kind)]
        done["texts"] += sum(_is_text(one, kinds) and one.value is not None for one in mine)
        done["votes"] += sum(not _is_text(one, kinds) for one in mine)
        _forget(room, round_, kinds, mine)
        numbers |= {one.id for one in mine}
        wish = delete(SecretWish).where(SecretWish.round_id == round_.id, SecretWish.voice == person.voice)
        room.session.execute(wish)
    traces.wipe(room, numbers)
    person.name = ""  # a guest's name was given, too; a seat's name is the roster's
    room.session.flush()
    room.touched.voices.add(person.voice)
    room.touched.learning.add(person.voice)
    room.touched.state = True
    return dict(done)


def _forget(room: Room, round_: Round, kinds: set[str], mine: Sequence[Contribution]) -> None:
    if round_.state in COUNTED:
        stays = [one.voice for one in mine if _is_counted(one, kinds)]
        round_.outcome = guests_kept(round_.outcome, round_.base.get("roll", ()), stays)
        if stays:
            round_.outcome = {**round_.outcome, LEFT: True}
    nobody = random_voice()  # one for the round: two likes of one voice must not become two voices
    for one in mine:
        if _is_text(one, kinds):
            one.state = one.state if one.state in PUT_ASIDE else "withdrawn"
            one.value = one.told = None
            if one.state in PUT_ASIDE and round_.state in COUNTED:  # still counts among those who have given
                one.voice = nobody
        elif round_.state in COUNTED and one.kind not in BESIDE:  # where one sat is no vote
            one.voice, one.saved_at = nobody, round_.closed_at or one.saved_at
        else:
            one.value, one.state = None, "withdrawn"
        one.key, one.n, one.version = random_key(), one.n + 1, room.version
    if mine:
        room.touched.rounds.add(round_.id)
        room.session.flush()
        fives.bring_again(room, [round_.id])


def _is_counted(one: Contribution, kinds: set[str]) -> bool:
    """Return whether it makes its voice one of those that have given, and stays in the count."""
    stays = one.state in PUT_ASIDE if _is_text(one, kinds) else one.state != "withdrawn"
    return stays and one.kind not in (*BESIDE, *LIKES)


def _is_text(one: Contribution, kinds: set[str]) -> bool:
    return one.kind in kinds


def _rounds(room: Room) -> list[tuple[Round, ActivityType]]:
    query = (
        select(Round, Activity.type)
        .join(Activity, Activity.id == Round.activity_id)
        .where(Activity.workshop_id == room.workshop.id)
    )
    return [(round_, type_of(name)) for round_, name in room.session.execute(query).all()]


def _given(room: Room, round_: Round, voice: str) -> list[Contribution]:
    query = select(Contribution).where(Contribution.round_id == round_.id, Contribution.voice == voice)
    return list(room.session.scalars(query))
