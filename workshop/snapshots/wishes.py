"""Who wishes a secret vote: for those who lead a number, for a voice its own."""

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from workshop.models import Activity, Round, SecretWish
from workshop.snapshots.picture import may_wish
from workshop.snapshots.scene import StepView


def wishes_in(connection: Connection, steps: Iterable[StepView]) -> dict[int, int]:
    """Return how many voices wish it, by the number of the round; of rounds that can still become secret."""
    rounds = [step.round.id for step in steps if may_wish(step)]
    query = select(SecretWish.round_id, func.count()).where(SecretWish.round_id.in_(rounds))
    return {row[0]: row[1] for row in connection.execute(query.group_by(SecretWish.round_id))}


def wished_by(connection: Connection, workshop: int, voice: str) -> list[int]:
    """Return the rounds that this voice wishes to be secret."""
    query = (
        select(SecretWish.round_id)
        .join(Round, Round.id == SecretWish.round_id)
        .join(Activity, Activity.id == Round.activity_id)
        .where(SecretWish.voice == voice, Activity.workshop_id == workshop)
    )
    return sorted(connection.execute(query).scalars())
