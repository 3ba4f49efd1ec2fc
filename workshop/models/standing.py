"""How a workshop stands where changes of its journal meet it, and how it would stand without them.

The picture offers by it what can be taken back, and undo goes by it: two readings would differ one day.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, or_, select
from sqlalchemy.orm import Session

from workshop.domain.errors import Conflict, WorkshopError
from workshop.domain.undoing import Changes, is_of_itself, opened_by
from workshop.models import invariants
from workshop.models.activity import Activity, Theme
from workshop.models.aside import Capture, Speech
from workshop.models.base import Base, Journaled
from workshop.models.contribution import Contribution
from workshop.models.invariants import Row, Rows
from workshop.models.material import answered_in
from workshop.models.measure import Measure
from workshop.models.round import Round
from workshop.models.workshop import Participant, Workshop

Reader = Session | Connection

_ALL: list[Any] = [mapper.class_ for mapper in Base.registry.mappers]
NOUNS = {noun.__tablename__: noun for noun in _ALL if issubclass(noun, Journaled)}
# What of the workshop is looked at beside a noun; itself, its agenda and its rounds always are.
BESIDE: dict[str, tuple[Any, ...]] = {
    "workshop": (Speech,),
    "speech": (Speech,),
    "theme": (Theme,),
    "contribution": (Theme, Capture),
    "capture": (Capture,),
    "measure": (Measure,),
    "participant": (Participant,),
}
OF_ANSWERS = ("id", "round_id", "state", "theme_id", "merged_into")  # what the rules read of them


@dataclass(frozen=True)
class Standing:
    """Rows by table and number. ``answered``: the rounds to which somebody has given, of those that were opened."""

    rows: Rows
    answered: frozenset[int]

    def left_of(self, changes: Changes) -> Changes:
        """Return which of these changes are put back: what people did since at the door stays as they left it."""
        return [one for one in changes if self._stands(one) or not is_of_itself(changes, one)]

    def _stands(self, change: Sequence[Any]) -> bool:
        table, number, column, _, new = change
        return invariants.stands(self.rows[table].get(number), column, new)

    def check(self, changes: Changes) -> None:
        """Raise Conflict if these changes cannot be taken back: nothing may come to stand as no command leaves it."""
        changes = self.left_of(changes)
        if not all(self._stands(one) for one in changes):
            raise Conflict("changed_since")
        if opened_by(changes) & self.answered:
            raise Conflict("answered_since")
        after = self.without(changes)
        for table, number, column, *_ in changes:
            invariants.check(table, number, column, after.rows)

    def allows(self, changes: Changes) -> bool:
        """Return whether these changes can be taken back."""
        try:
            self.check(changes)
        except WorkshopError:
            return False
        return True

    def without(self, changes: Changes) -> "Standing":
        """Return how it would stand with the former values."""
        changes = self.left_of(changes)
        tables = {table: dict(self.rows[table]) for table in {table for table, *_ in changes}}
        for table, number, column, former, _ in changes:
            row = tables[table][number] = Row(**vars(tables[table][number]))
            setattr(row, column, former)
        return replace(self, rows={**self.rows, **tables})


def standing_of(reader: Reader, workshop: int, done: Sequence[Changes]) -> Standing:
    """Read how a workshop stands where these changes meet it."""
    changes = [change for one in done for change in one]
    touched: dict[str, set[int]] = defaultdict(set)
    for table, number, *_ in changes:
        touched[table].add(number)
    read = _Read(reader, {(table, column) for table, _, column, *_ in changes} | {("activity", "config")})
    rows = {"workshop": read.rows(Workshop, Workshop.id == workshop)}
    rows["activity"] = read.rows(Activity, Activity.workshop_id == workshop)
    rows["round"] = read.rows(Round, Round.activity_id.in_(rows["activity"]))
    for noun in {noun for table in touched for noun in BESIDE.get(table, ())}:
        rows[noun.__tablename__] = read.rows(noun, _here(noun, workshop, rows["activity"]))
    if touched.keys() & {"contribution", "capture", "theme"}:
        rows["contribution"] = read.rows(Contribution, Contribution.id.in_(_lying(reader, touched, rows, changes)))
    for table in touched.keys() - rows.keys():
        rows[table] = read.rows(NOUNS[table], NOUNS[table].id.in_(touched[table]))
    return Standing(rows, frozenset(answered_in(reader, opened_by(changes))))


@dataclass(frozen=True)
class _Read:
    """Reads rows: of answers, of which there may be thousands, and of JSON, which takes longest, only the columns that
    are asked for by (table, name)."""

    reader: Reader
    asked: Set[tuple[str, str]]

    def rows(self, noun: Any, which: ColumnElement[bool]) -> dict[int, Row]:
        table = noun.__table__
        columns = [one for one in table.c if (table.name, one.name) in self.asked or _is_always_read(one)]
        names = [one.name for one in columns]
        found = self.reader.execute(select(*columns).where(which))
        return {row.id: Row(**dict(zip(names, row, strict=True))) for row in found}


def _is_always_read(column: Any) -> bool:
    if column.table is Contribution.__table__:
        return column.name in OF_ANSWERS
    return not isinstance(column.type, JSON)


def _here(noun: Any, workshop: int, steps: Mapping[int, Row]) -> ColumnElement[bool]:
    which: ColumnElement[bool] = noun.activity_id.in_(steps) if noun is Theme else noun.workshop_id == workshop
    return which


def _lying(reader: Reader, touched: Mapping[str, set[int]], rows: Rows, changes: Changes) -> set[int]:
    """Return which answers are looked at: those that changed, what lies or lay over them, what is parked; and of what
    lies under one of them, or in a theme that changed, one each, for the rules only ask whether there is any."""
    over = {
        number
        for table, _, column, *values in changes
        for number in values
        if (table, column) == ("contribution", "merged_into") and number is not None
    }
    parked = {topic.contribution_id for topic in rows.get("capture", {}).values()} - {None}
    numbers = touched["contribution"] | over | parked
    return numbers | set(_beside(reader, rows, numbers, touched).values())


def _beside(
    reader: Reader, rows: Rows, numbers: Set[int], touched: Mapping[str, set[int]]
) -> dict[tuple[str, int], int]:
    """Return one that did not change for each place in which there is one."""
    # By their round, for which there is an index: a workshop has few of what the whole house wrote.
    here = Contribution.round_id.in_(rows["round"])
    placed = or_(Contribution.merged_into.is_not(None), Contribution.theme_id.in_(touched["theme"]))
    query = select(Contribution.id, Contribution.merged_into, Contribution.theme_id).where(here, placed)
    found: dict[tuple[str, int], int] = {}
    for number, under, theme in reader.execute(query):
        if number not in numbers:
            found |= {("under", under): number} if under in touched["contribution"] else {}
            found |= {("theme", theme): number} if theme in touched["theme"] else {}
    return found
