"""Archiving an ended workshop: from then on nobody can find out any more who gave what without a name.

Every voice of a round that was not announced as named is replaced by one of nobody: the same within a round, so
that its counts stay, another in each round, so that no two can be put together. With the voice goes whatever leads
back to it: the browser's keys, its numbers of texts, times, the order of votes, the mark that a moderator
entered it. Named rounds stay as the room was told they would.
"""

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update

from workshop.activities import BESIDE, LIKES, type_of
from workshop.domain.errors import Conflict
from workshop.domain.permissions import Who, require
from workshop.domain.voices import guests_kept, random_key, strangers_for
from workshop.models import Activity, AnyRow, Coming, Contribution, Entry, Round, SecretWish
from workshop.room import Room
from workshop.services import traces
from workshop.writer import Answer

_C = Contribution.__table__.c


def archive(room: Room, who: Who) -> Answer:
    """Archive the workshop; final. Raises Conflict ``archived``, ``archive_ended``, ``archive_uncounted``."""
    require(room.role(who), "run")
    workshop = room.workshop
    if workshop.archived_at is not None:
        raise Conflict("archived")
    if workshop.state != "ended" or workshop.rehearses is not None:
        raise Conflict("archive_ended")
    rounds = _rounds(room)
    if any(round_.key_print and round_.state in ("open", "closed", "broken") for round_, _ in rounds):
        raise Conflict("archive_uncounted")
    unlinked = [_unlink(room, round_, type_) for round_, type_ in rounds if round_.base.get("privacy") != "named"]
    traces.wipe(room)  # undoing is over, and what a moderator entered for the one seat without a device would be its
    _forget_corrected(room)
    workshop.archived_at = room.now
    room.touched.state = True
    _note(room, who)
    return {"rounds": sum(unlinked)}


def _rounds(room: Room) -> list[tuple[Round, str]]:
    """Return all rounds, also those set aside or taken back, with the type of their step."""
    query = select(Round, Activity.type).join(Activity, Activity.id == Round.activity_id)
    found = room.session.execute(query.where(Activity.workshop_id == room.workshop.id)).all()
    return [(round_, name) for round_, name in found]


def _unlink(room: Room, round_: Round, type_name: str) -> bool:
    _unlink_wishes(room, round_.id)
    rows = room.session.execute(select(*_C).where(_C.round_id == round_.id)).all()
    if not rows:
        return False
    if entered := len({row.voice for row in rows if row.entered and row.state != "withdrawn"}):
        round_.base = {**round_.base, "entered": entered}  # how many stays in the minutes, which ones does not
    answers = [row for row in rows if row.state != "withdrawn" and row.kind not in (*BESIDE, *LIKES)]
    answers = [row for row in answers if not (row.late and row.state == "waiting")]  # never let in: has not given
    round_.outcome = guests_kept(round_.outcome, round_.base.get("roll", ()), {row.voice for row in answers})
    strangers = strangers_for(row.voice for row in rows)
    kinds = {kind.name: kind for kind in type_of(type_name).kinds}
    texts = [row for row in rows if row.kind in kinds and kinds[row.kind].is_text]
    for row in texts:
        # Its number stays: a parking lot, likes and merged texts point to it. Nobody else than it leads to.
        item = {"item": random_key()} if kinds[row.kind].many else {}
        room.session.execute(
            update(Contribution).where(_C.id == row.id).values(**_bare(room, round_, row, strangers), **item)
        )
    _give_anew(room, round_, [row for row in rows if row not in texts], strangers)
    room.touched.rounds.add(round_.id)
    return True


def _give_anew(room: Room, round_: Round, votes: Sequence[AnyRow], strangers: dict[str, str]) -> None:
    """Write the votes once more in an order drawn by lot: their numbers tell the order in which they came."""
    if not votes:
        return
    anew = [{**row._asdict(), **_bare(room, round_, row, strangers)} for row in votes]
    for row in anew:
        del row["id"]
    secrets.SystemRandom().shuffle(anew)
    room.session.execute(delete(Contribution).where(_C.id.in_([row.id for row in votes])))
    room.session.execute(insert(Contribution), anew)


def _bare(room: Room, round_: Round, row: AnyRow, strangers: dict[str, str]) -> dict[str, Any]:
    """Return what replaces all that is a person's in a row."""
    return {
        "voice": strangers[row.voice],
        "key": random_key(),
        "n": 1,
        "saved_at": round_.closed_at or round_.opened_at or 0,
        "entered": False,
        "told": None,
        "version": room.version,
    }


def _forget_corrected(room: Room) -> None:
    """Who was said to represent a seat before it was corrected: it could only have been brought back by undoing."""
    taken_back = (Coming.workshop_id == room.workshop.id, Coming.removed_at.is_not(None))
    room.session.execute(update(Coming).where(*taken_back).values(by=None))


def _unlink_wishes(room: Room, round_id: int) -> None:
    wishes = list(room.session.scalars(select(SecretWish.voice).where(SecretWish.round_id == round_id)))
    room.session.execute(delete(SecretWish).where(SecretWish.round_id == round_id))
    anew = sorted(strangers_for(wishes).values())
    if anew:
        room.session.execute(insert(SecretWish), [{"round_id": round_id, "voice": voice} for voice in anew])


def _note(room: Room, who: Who) -> None:
    """The journal says who archived and when; there is nothing in it that could be put back."""
    room.session.add(
        Entry(
            workshop_id=room.workshop.id, at=room.now, by=who.label, command="archive", changes=[],
            revision=room.workshop.revision,
        )
    )  # fmt: skip
