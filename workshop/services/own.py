"""What somebody gave is theirs: taking all of it back, also after the end.

Texts go for good. A vote that was counted stays in its count under a voice of nobody: the room has decided on
it, but nothing says any more whose it was. A secret ballot cannot be found by anybody, so it stays as it is.
"""

from collections.abc import Sequence

from sqlalchemy import delete, select

from workshop.activities import BESIDE, LIKES, type_of
from workshop.domain.answers import PUT_ASIDE
from workshop.domain.errors import NotAllowed
from workshop.domain.permissions import Who
from workshop.domain.voices import guests_kept, random_key, random_voice
from workshop.models import Activity, Contribution, Round, SecretWish
from workshop.room import Room
from workshop.services import traces
from workshop.writer import Answer

COUNTED = ("closed", "sealed", "annulled", "broken")


def forget_me(room: Room, who: Who) -> Answer:
    """Take back everything this person's voice gave in the workshop; return how many texts and votes it was."""
    if who.kind != "participant":
        raise NotAllowed("not_allowed")
    person = room.participant(who.id)
    texts = votes = 0
    numbers: set[int] = set()
    for round_, kinds in _rounds(room):
        mine = _given(room, round_, person.voice)
        texts += sum(_is_text(one, kinds) and one.value is not None for one in mine)
        votes += sum(not _is_text(one, kinds) for one in mine)
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
    return {"texts": texts, "votes": votes}


def _forget(room: Room, round_: Round, kinds: set[str], mine: Sequence[Contribution]) -> None:
    if round_.state in COUNTED:
        stays = [one.voice for one in mine if _is_counted(one, kinds)]
        round_.outcome = guests_kept(round_.outcome, round_.base.get("roll", ()), stays)
    nobody = random_voice()  # one for the round: two likes of one voice must not become two voices
    for one in mine:
        if _is_text(one, kinds):
            one.state = one.state if one.state in PUT_ASIDE else "withdrawn"
            one.value = one.told = None
            if one.state in PUT_ASIDE and round_.state in COUNTED:  # still counts among those who have given
                one.voice = nobody
        elif round_.state in COUNTED:
            one.voice, one.saved_at = nobody, round_.closed_at or one.saved_at
        else:
            one.value, one.state = None, "withdrawn"
        one.key, one.n, one.version = random_key(), one.n + 1, room.version
    if mine:
        room.touched.rounds.add(round_.id)


def _is_counted(one: Contribution, kinds: set[str]) -> bool:
    """Return whether it makes its voice one of those that have given, and stays in the count."""
    stays = one.state in PUT_ASIDE if _is_text(one, kinds) else one.state != "withdrawn"
    return stays and one.kind not in (*BESIDE, *LIKES)


def _is_text(one: Contribution, kinds: set[str]) -> bool:
    return one.kind in kinds


def _rounds(room: Room) -> list[tuple[Round, set[str]]]:
    query = (
        select(Round, Activity.type)
        .join(Activity, Activity.id == Round.activity_id)
        .where(Activity.workshop_id == room.workshop.id)
    )
    found = room.session.execute(query).all()
    return [(round_, {kind.name for kind in type_of(name).kinds if kind.is_words}) for round_, name in found]


def _given(room: Room, round_: Round, voice: str) -> list[Contribution]:
    query = select(Contribution).where(Contribution.round_id == round_.id, Contribution.voice == voice)
    return list(room.session.scalars(query))
