"""Who wishes a secret vote: for those who lead a number, for a voice its own."""

from collections import Counter

from sqlalchemy import Connection, select

from workshop.models import Activity, Round, SecretWish
from workshop.snapshots.picture import may_wish, who_of
from workshop.snapshots.scene import Scene


def wishes_in(connection: Connection, scene: Scene) -> dict[int, int]:
    """Return how many voices wish it, by the number of the round; of rounds that can still become secret, and of voices
    that would have a vote as it stands now: whose vote is taken, or comes back, counts accordingly."""
    rounds = {step.round.id: who_of(scene, step) for step in scene.steps if may_wish(step)}
    voting = {f"seat:{seat}" for seat in scene.entitled}
    query = select(SecretWish.round_id, SecretWish.voice).where(SecretWish.round_id.in_(rounds))
    wishes = ((row.round_id, row.voice) for row in connection.execute(query))
    return Counter(number for number, voice in wishes if rounds[number] != "seats" or voice in voting)


def wished_by(connection: Connection, workshop: int, voice: str) -> list[int]:
    """Return the rounds that this voice wishes to be secret."""
    query = (
        select(SecretWish.round_id)
        .join(Round, Round.id == SecretWish.round_id)
        .join(Activity, Activity.id == Round.activity_id)
        .where(SecretWish.voice == voice, Activity.workshop_id == workshop)
    )
    return sorted(connection.execute(query).scalars())
