"""What was done, in order, append-only: ids and former values, never names, never a vote."""

from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, json_column, moment


class Entry(Base):
    """One command of a moderator. ``changes``: ``[[table, id, column, former, new], …]``.

    ``undoes`` names the entry that this one took back.
    """

    __tablename__ = "journal"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    at: Mapped[int] = moment()
    by: Mapped[str] = mapped_column(String(24))
    command: Mapped[str] = mapped_column(String(24))
    about: Mapped[int | None] = mapped_column(BigInteger, nullable=True)
    changes: Mapped[list[Any]] = json_column(default=list)
    undoes: Mapped[int | None] = mapped_column(Integer, nullable=True, unique=True)
    revision: Mapped[int] = mapped_column(Integer)
