"""What was done, as the journal has it: what of it can be taken back or done again, and how long each step took."""

from typing import Any

from sqlalchemy import Connection, select

from workshop.domain.undoing import Done, still_open
from workshop.models import AnyRow, Entry
from workshop.models.standing import standing_of
from workshop.snapshots.scene import Scene

MOST_UNDO = 20
# How many entries at the journal's end are looked at: mostly the newest can all be taken back, and what is older is not
# read; if not, those are found among more.
LOOKED_AT = (MOST_UNDO, 60)
_MINUTE = 60_000


def entries_of(connection: Connection, workshop_id: int) -> list[AnyRow]:
    """Return the journal, oldest first, without what was changed."""
    query = (
        select(Entry.id, Entry.command, Entry.at, Entry.undoes, Entry.about)
        .where(Entry.workshop_id == workshop_id)
        .order_by(Entry.id)
    )
    return list(connection.execute(query))


def way_back(connection: Connection, workshop_id: int, entries: list[AnyRow]) -> dict[str, Any]:
    """Return what can be taken back, newest first, and what can be done again: only directly after it was taken back.

    Nothing is offered that undo would refuse as the room stands.
    """
    undone = {entry.undoes for entry in entries}
    done = [entry for entry in entries if entry.command != "undo" and entry.id not in undone]
    for most in LOOKED_AT:
        found = _found(connection, workshop_id, entries, done[-most:])
        if len(found["undo"]) == MOST_UNDO or len(done) <= most:
            break
    return found


def _found(connection: Connection, workshop_id: int, entries: list[AnyRow], done: list[AnyRow]) -> dict[str, Any]:
    last = [entry for entry in entries[-1:] if entry.command == "undo"]
    query = select(Entry.id, Entry.changes).where(Entry.id.in_([entry.id for entry in done + last]))
    changes = {row.id: row.changes for row in connection.execute(query)}
    now = standing_of(connection, workshop_id, list(changes.values()))
    offered = still_open([Done(entry.id, entry.command, changes[entry.id]) for entry in done], now, MOST_UNDO)
    by_id = {entry.id: entry for entry in entries}
    return {
        "undo": [_named(by_id[one.id], one.id) | {"waits": one.waits} for one in offered],
        "redo": next((_named(by_id[one.undoes], one.id) for one in last if now.allows(changes[one.id])), None),
    }


def _named(done: AnyRow, entry: int) -> dict[str, Any]:
    return {"entry": entry, "command": done.command, "at": done.at}


def real_minutes(entries: list[AnyRow], scene: Scene) -> dict[int, int]:
    """Return how long each step was live so far, from the journal."""
    undone = {entry.undoes for entry in entries}
    moves = [entry for entry in entries if entry.command == "go_live" and entry.id not in undone]
    ends = [move.at for move in moves[1:]] + [scene.workshop.ended_at or scene.now]
    spent: dict[int, int] = {}
    for move, end in zip(moves, ends, strict=False):
        spent[move.about] = spent.get(move.about, 0) + max(0, end - move.at)
    return {activity: round(ms / _MINUTE) for activity, ms in spent.items()}
