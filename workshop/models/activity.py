"""The agenda: an ordered list of activities, and the themes of their cards."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, Journaled, json_column, moment


class Activity(Base, Journaled):
    """A step of one type. Its current round is the one whose ``n`` is ``current_n``."""

    __tablename__ = "activity"
    __table_args__ = (CheckConstraint("minutes >= 0", name="minutes"),)
    journaled = ("position", "title", "type", "minutes", "note", "config", "current_n", "premoderated", "removed_at")

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    type: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    minutes: Mapped[int] = mapped_column(Integer, default=5)
    note: Mapped[str] = mapped_column(Text, default="")
    config: Mapped[dict[str, Any]] = json_column(default=dict)
    premoderated: Mapped[bool] = mapped_column(default=False)
    current_n: Mapped[int] = mapped_column(Integer, default=1)
    removed_at: Mapped[int | None] = moment(nullable=True)


class Theme(Base, Journaled):
    """A cluster of cards; belongs to the activity that gathered them."""

    __tablename__ = "theme"
    journaled = ("title", "position", "removed_at")

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    position: Mapped[int] = mapped_column(Integer)
    removed_at: Mapped[int | None] = moment(nullable=True)
