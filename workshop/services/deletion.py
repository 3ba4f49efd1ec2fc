"""Deleting for good: a workshop with everything in it, a series with all its workshops. Nothing of it is journaled."""

from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, or_, select

from workshop.domain.errors import NotFound, Refused
from workshop.domain.permissions import Who, require
from workshop.models import (
    Activity,
    Base,
    Invitation,
    Membership,
    Picture,
    Round,
    Seat,
    Series,
    UsedNumber,
    Workshop,
)
from workshop.room import Room, role_of
from workshop.services.pictures import forgotten

MOST_REMEMBERED = 500  # lines of what was deleted in a series


def delete_workshop(room: Room, who: Who, *, workshop_id: int, typed: str = "") -> dict[str, Any]:
    """Delete a workshop with all that was given in it; ``typed`` must be its title, unless the system asks.

    Returns ``gone``: files of pictures that nothing refers to any more, ``rounds``: whose keys can go,
    ``workshops``: whose pages are to be closed.
    """
    found = _locked(room, workshop_id)
    require(role_of(room.session, who, found.series_id), "team")
    _check_typed(who, typed, found.title)
    series = room.session.get_one(Series, found.series_id)
    line = {"title": found.title, "at": room.now, "by": who.kind, "held": found.started_at or found.starts_at}
    answer = _delete(room, found)
    series.deleted = [*series.deleted, line][-MOST_REMEMBERED:]
    room.session.flush()
    # What was uploaded yesterday for a step that is gone now need not wait for its day.
    return answer | {"gone": forgotten(room, series.id, since=room.now + 1)}


def delete_series(room: Room, who: Who, *, series_id: int, typed: str) -> dict[str, Any]:
    """Delete a series with its workshops, roster, team and pictures; ``typed`` must be its title."""
    series = room.session.get(Series, series_id)
    if series is None:
        raise NotFound("not_found")
    require(role_of(room.session, who, series_id), "team")
    _check_typed(who, typed, series.title)
    answer: dict[str, Any] = {"rounds": [], "workshops": []}
    for number in room.session.scalars(select(Workshop.id).where(Workshop.series_id == series_id)).all():
        if found := room.session.get(Workshop, number):
            answer = {name: answer[name] + some for name, some in _delete(room, found).items()}
    answer["gone"] = _pictures_only_here(room, series_id)
    remember(room, Seat, room.session.scalar(select(func.max(Seat.id)).where(Seat.series_id == series_id)))
    room.session.expunge(series)
    for noun in (Picture, Seat, Membership, Invitation):
        room.session.execute(delete(noun).where(noun.series_id == series_id))
    room.session.execute(delete(Series).where(Series.id == series_id))
    return answer


def delete_rooms(room: Room, workshops: list[int]) -> dict[str, Any]:
    """Delete every row that belongs to these workshops; return what lies outside the database (``delete_workshop``)."""
    query = select(Round.id).join(Activity, Activity.id == Round.activity_id)
    rounds = list(room.session.scalars(query.where(Activity.workshop_id.in_(workshops))))
    for number in workshops:
        _delete_rows(room, number)
    return {"rounds": rounds, "workshops": workshops}


def remember(room: Room, noun: type[Any], number: int | None) -> None:
    """Keep in mind that a number was used, so that nothing made later gets it."""
    if number is None or room.session.get_bind().dialect.name != "sqlite":
        return  # other databases never count back
    mark = room.session.get(UsedNumber, noun.__tablename__)
    if mark is None:
        room.session.add(UsedNumber(noun=noun.__tablename__, n=number))
    else:
        mark.n = max(mark.n, number)


def after_used(room: Room, noun: type[Any]) -> int:
    """Return the highest number a deleted row of this sort had."""
    mark = room.session.get(UsedNumber, noun.__tablename__)
    return mark.n if mark else 0


def _delete(room: Room, found: Workshop) -> dict[str, Any]:
    rehearsals = room.session.scalars(select(Workshop.id).where(Workshop.rehearses == found.id)).all()
    numbers = [found.id, *rehearsals]
    remember(room, Workshop, found.id)
    room.session.flush()
    room.session.expunge(found)
    return delete_rooms(room, numbers)


def _pictures_only_here(room: Room, series_id: int) -> list[list[str]]:
    elsewhere = select(Picture.hash).where(Picture.series_id != series_id)
    query = select(Picture.hash, Picture.kind).where(Picture.series_id == series_id, Picture.hash.not_in(elsewhere))
    return [[row.hash, row.kind] for row in room.session.execute(query)]


def _locked(room: Room, workshop_id: int) -> Workshop:
    """Locked, so that on PostgreSQL nobody gives to it meanwhile."""
    found = room.session.scalars(select(Workshop).where(Workshop.id == workshop_id).with_for_update()).first()
    if found is None:
        raise NotFound("not_found")
    return found


def _check_typed(who: Who, typed: str, title: str) -> None:
    if who.kind != "system" and " ".join(typed.split()).casefold() != " ".join(title.split()).casefold():
        raise Refused("typed_wrong")


def _delete_rows(room: Room, workshop_id: int) -> None:
    """In the order that references ask for."""
    for table in reversed(Base.metadata.sorted_tables):
        if (mine := _rows_of(table, workshop_id)) is not None:
            room.session.execute(delete(table).where(mine))


def _rows_of(table: Table, workshop_id: int) -> ColumnElement[bool] | None:
    """Return which rows of a table belong to a workshop, by the chain of references; None if none ever do."""
    if table.name == "workshop":
        return table.c.id == workshop_id
    found = []
    for column in ("workshop_id", "activity_id", "round_id"):
        if column in table.c and table.c[column].foreign_keys:
            owner = next(iter(table.c[column].foreign_keys)).column.table
            if (theirs := _rows_of(owner, workshop_id)) is not None:
                found.append(table.c[column].in_(select(owner.c.id).where(theirs)))
    return or_(*found) if found else None
