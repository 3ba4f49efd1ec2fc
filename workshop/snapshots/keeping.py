"""What is kept how long: when each workshop is archived and deleted by itself."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from workshop.domain.keeping import SOON, Facts, archive_at, delete_at
from workshop.models import Measure, Series, Workshop


@dataclass(frozen=True)
class Kept:
    """A workshop and what is to become of it. A moment is None where nothing happens by itself."""

    id: int
    series_id: int
    title: str
    state: str
    archived_at: int | None
    archive_at: int | None
    delete_at: int | None
    now: int

    @property
    def is_soon(self) -> bool:
        """Return whether it is deleted so soon that staff should look."""
        return self.delete_at is not None and self.delete_at - self.now < SOON


def kept(
    reader: Connection | Session, now: int, *, series_id: int | None = None, workshop_id: int | None = None
) -> list[Kept]:
    """Return all workshops, or those of a series, or one; rehearsals are nobody's."""
    query = (
        select(Workshop.id, Workshop.series_id, Workshop.title, Workshop.state, Workshop.archived_at)
        .add_columns(Workshop.ended_at, Workshop.starts_at, Workshop.started_at, Workshop.created_at)
        .add_columns(Series.keep_months, Series.archive_days, Series.keep_since)
        .join(Series, Series.id == Workshop.series_id)
        .where(Workshop.rehearses.is_(None))
    )
    if series_id is not None:
        query = query.where(Workshop.series_id == series_id)
    if workshop_id is not None:
        query = query.where(Workshop.id == workshop_id)
    return [_kept(row, now) for row in reader.execute(query.order_by(Workshop.id))]


def of_series(session: Session, series_id: int, now: int) -> dict[int, Kept]:
    """Return what becomes of the workshops of a series, by number."""
    return {one.id: one for one in kept(session, now, series_id=series_id)}


def of_workshop(reader: Connection | Session, workshop_id: int, now: int) -> Kept | None:
    """Return what becomes of a workshop; None for a rehearsal."""
    return next(iter(kept(reader, now, workshop_id=workshop_id)), None)


def deleted_of(session: Session, series_id: int) -> list[dict[str, Any]]:
    """Return what was deleted in a series, the newest first."""
    found = session.scalars(select(Series.deleted).where(Series.id == series_id)).first() or []
    return list(reversed(found))


def open_measures(session: Session, workshop_id: int) -> int:
    """Return how many measures of a workshop are not done: they go with it."""
    query = select(func.count()).where(
        Measure.workshop_id == workshop_id, Measure.removed_at.is_(None), Measure.status.in_(("open", "doing"))
    )
    return session.scalar(query) or 0


def _kept(row: Any, now: int) -> Kept:
    facts = Facts(
        row.ended_at, row.starts_at, row.started_at, row.created_at, row.archived_at,
        row.keep_months, row.archive_days, row.keep_since,
    )  # fmt: skip
    return Kept(row.id, row.series_id, row.title, row.state, row.archived_at, archive_at(facts), delete_at(facts), now)
