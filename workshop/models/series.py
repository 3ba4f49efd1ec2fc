"""A series (Reihe) such as MORO, its roster of seats and the pictures its workshops show."""

from typing import Any

from sqlalchemy import Boolean, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, json_column, moment


class Series(Base):
    """Owns workshops, a roster and a team. ``seats_called``: what a seat is here, e.g. "Gemeinden"."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    organiser: Mapped[str] = mapped_column(String(200), default="")
    moderation: Mapped[str] = mapped_column(String(200), default="")
    seats_called: Mapped[str] = mapped_column(String(40), default="")
    departments: Mapped[list[str]] = json_column(default=list)  # who can be responsible for a measure
    keep_months: Mapped[int] = mapped_column(Integer, default=24)  # after the end; 0: until somebody deletes it
    archive_days: Mapped[int] = mapped_column(Integer, default=0)  # after the end; 0: by hand
    keep_since: Mapped[int] = moment(default=0)  # since when these hold
    deleted: Mapped[list[dict[str, Any]]] = json_column(default=list)  # what was deleted when, and by what
    is_sample: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[int] = moment()


class Seat(Base):
    """Whoever has one vote: a municipality or an organisation."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("series_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(60), default="")
    ags: Mapped[str] = mapped_column(String(12), default="")
    group: Mapped[str] = mapped_column("group_name", String(120), default="")
    population: Mapped[int | None] = mapped_column(Integer, nullable=True)
    population_year: Mapped[int | None] = mapped_column(Integer, nullable=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    issue: Mapped[int] = mapped_column(
        Integer, default=1
    )  # of its personal link; raising it makes older ones worthless
    removed_at: Mapped[int | None] = moment(nullable=True)


class UsedNumber(Base):
    """The highest number a deleted row had. SQLite gives deleted numbers away again, but an old phone or place card
    must never become somebody in what is made later."""

    __tablename__ = "used_number"

    noun: Mapped[str] = mapped_column(String(20), primary_key=True)
    n: Mapped[int] = mapped_column(Integer)


class Picture(Base):
    """An uploaded picture; its file lies in the instance folder under the hash of its content."""

    __tablename__ = "picture"
    __table_args__ = (UniqueConstraint("series_id", "hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), index=True)
    hash: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(8))  # png, jpeg, webp
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    added_at: Mapped[int] = moment()
