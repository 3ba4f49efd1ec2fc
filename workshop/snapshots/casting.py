"""How many have cast in a secret round. While it is open the number moves at most every two seconds: two
counts a moment apart would tell whose ballot came between them."""

from collections.abc import Iterable, Mapping
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, func, select

from workshop.models import Activity, AnyRow, Roll, Round

STANDS = 2_000  # ms

_told: WeakKeyDictionary[Engine, dict[int, tuple[int, int]]] = WeakKeyDictionary()


def cast_in(connection: Connection, rounds: Mapping[int, AnyRow], now: int) -> dict[int, int]:
    """Return how many ballots each secret round has, by its number; of an open one as it was told last."""
    secret = [one for one in rounds.values() if one.key_print]
    return {one.id: _told_of(connection, one, now) for one in secret}


def stands_for(engine: Engine, rounds: Iterable[int], now: int) -> int:
    """Return for how many ms the numbers told last stand yet; what is read then counts all that was cast by now."""
    told = _told.get(engine, {})
    return max((max(0, STANDS - (now - told[one][0])) for one in rounds if one in told), default=0)


def _told_of(connection: Connection, round_: AnyRow, now: int) -> int:
    told = _told.setdefault(connection.engine, {})
    at, count = told.get(round_.id, (-STANDS, 0))
    if round_.state == "open" and 0 <= now - at < STANDS:
        return count
    query = select(func.count()).select_from(Roll).where(Roll.round_id == round_.id, Roll.voted)
    told[round_.id] = (now, connection.execute(query).scalar_one())
    return told[round_.id][1]


def secret_rounds(connection: Connection) -> list[AnyRow]:
    """Return all rounds of the installation that were opened as secret: workshop_id, id, state, key_print."""
    query = select(Activity.workshop_id, Round.id, Round.state, Round.key_print).join(
        Activity, Activity.id == Round.activity_id
    )
    return list(connection.execute(query.where(Round.key_print != "").order_by(Round.id)))
