"""Notes what a command changed, so that it can be put back; and guards that only the writer writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event, inspect, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from workshop.domain.permissions import Who
from workshop.models import Contribution, Entry, Journaled, Participant
from workshop.room import Remark, Room

Note = tuple[Any, str, Any, Any]  # noun, column, former value, new value


@contextmanager
def watch(room: Room, command: str, who: Who) -> Iterator[None]:
    """Note the changes of one command and append them to the journal."""
    notes: list[Note] = []
    room.session.info.update(notes=notes, now=room.now)
    room.remark = Remark()
    try:
        yield
        room.session.flush()
    finally:
        room.session.info["notes"] = None
    _tell_people(room, notes)
    if (notes or room.remark.is_final) and not room.is_desk and who.kind != "participant":
        _append(room, command, who, notes)


def _tell_people(room: Room, notes: list[Note]) -> None:
    """See that whoever's right to be here changed hears of it, whichever verb did it, undo among them."""
    for person in (noun for noun, *_ in notes if isinstance(noun, Participant)):
        room.touched.state = True
        is_gone = person.removed_at is not None and person.device_of is None
        (room.touched.removed if is_gone else room.touched.people).add(person.id)


def _append(room: Room, command: str, who: Who, notes: list[Note]) -> None:
    changes = _compact(notes)
    for noun, column, former, new in notes:
        if isinstance(noun, Contribution):
            noun.version = room.version
            # Yes to a text counts for the one that it lies, lay or will lie under: that one looks different, too.
            for top in {noun.merged_into, *((former, new) if column == "merged_into" else ())} - {None}:
                room.session.get_one(Contribution, top).version = room.version
    # What lies under a text stands for itself while that one is not on show, with its own count.
    moved = [noun.id for noun, column, *_ in notes if isinstance(noun, Contribution) and column == "state"]
    if moved:
        below = update(Contribution).where(Contribution.merged_into.in_(moved))
        room.session.execute(below.values(version=room.version).execution_options(synchronize_session=False))
    workshop = room.workshop
    if room.remark.leads:
        workshop.revision += 1
    room.touched.state = True
    room.session.add(
        Entry(
            workshop_id=workshop.id,
            at=room.now,
            by=who.label,
            command=room.remark.command or command,
            undoes=room.remark.undoes,
            about=room.remark.about,
            changes=changes,
            revision=workshop.revision,
        )
    )
    room.session.flush()


def _compact(notes: list[Note]) -> list[list[Any]]:
    """Return one change a column: the first former value and the last new one."""
    first: dict[tuple[str, int, str], list[Any]] = {}
    for noun, column, former, new in notes:
        key = (noun.__tablename__, noun.id, column)
        if key in first:
            first[key][4] = new
        else:
            first[key] = [*key, former, new]
    return [change for change in first.values() if change[3] != change[4]]


@event.listens_for(Session, "before_flush")
def _before_flush(session: Session, _context: Any, _instances: Any) -> None:
    if not session.info.get("writer"):
        raise RuntimeError("only the writer writes: call product.writer.run(workshop, verb, who, …)")
    notes = session.info.get("notes")
    if notes is not None:
        notes.extend(_notes_of(session))


def _notes_of(session: Session) -> Iterator[Note]:
    for noun in session.dirty:
        if isinstance(noun, Journaled):
            yield from _changed_columns(noun)
    for noun in session.new:
        if isinstance(noun, Journaled):
            # What was made is taken back by marking it removed.
            for column, value in noun.unmade(session.info["now"]).items():
                yield noun, column, value, _made(noun, column)


def _made(noun: Any, column: str) -> Any:
    """Return what a new row holds in a column: a default is in the attribute only after the flush."""
    value, default = getattr(noun, column), inspect(type(noun)).columns[column].default
    return default.arg if value is None and isinstance(default, ScalarElementColumnDefault) else value


def _changed_columns(noun: Any) -> Iterator[Note]:
    state = inspect(noun)
    for column in noun.journaled:
        history = state.attrs[column].history
        if history.has_changes():
            yield noun, column, history.deleted[0] if history.deleted else None, history.added[0]
