"""A series (Reihe) such as MORO, and its roster of seats."""

from sqlalchemy import Boolean, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, moment


class Series(Base):
    """Owns workshops, a roster and a team. ``seats_called``: what a seat is here, e.g. "Gemeinden"."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    organiser: Mapped[str] = mapped_column(String(200), default="")
    moderation: Mapped[str] = mapped_column(String(200), default="")
    seats_called: Mapped[str] = mapped_column(String(40), default="")
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
    removed_at: Mapped[int | None] = moment(nullable=True)
