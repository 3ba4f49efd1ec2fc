"""Keeps what a live, unnamed result is made of: written anew only when five more voices are in.

It stands in the round (``outcome``), not in memory: after a restart the wall must not move by one voice either.
"""

from sqlalchemy import func, select, update

from workshop.activities import BESIDE, LIKES, type_of
from workshop.domain.fives import FIVE, is_held
from workshop.models import Activity, Contribution, Round
from workshop.room import Room

_C = Contribution.__table__.c


def hold(room: Room, rounds: set[int], *, closing: bool = False) -> None:
    """Look whether rounds that were given to have five more voices now; ``closing``: tell all, whatever came."""
    query = (
        select(Round.id, Round.state, Round.base, Round.outcome, Activity.type)
        .join(Activity, Activity.id == Round.activity_id)
        .where(Round.id.in_(rounds))
    )
    for row in room.session.execute(query).all():
        kind = type_of(row.type)
        if kind.shows_live and not kind.listed and is_held(row.state, row.base.get("privacy", "")):
            _hold(room, row.id, row.outcome.get("voices", 0) + (0 if closing else FIVE))


def _hold(room: Room, round_id: int, wanted: int) -> None:
    counting = (_C.round_id == round_id, _C.state != "withdrawn", _C.kind.not_in([*BESIDE, *LIKES]))
    voices = room.session.scalar(select(func.count(_C.voice.distinct())).where(*counting)) or 0
    if voices < wanted:
        return
    rows = room.session.execute(select(_C.id, _C.value).where(*counting, _C.state == "shown"))
    given = {str(row.id): row.value for row in rows if row.value is not None}
    outcome = {"voices": voices, "given": given}
    room.session.connection().execute(update(Round).where(Round.id == round_id).values(outcome=outcome))
