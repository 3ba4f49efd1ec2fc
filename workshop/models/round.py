"""A round: one run of an activity. Opening freezes what was asked and of whom."""

from typing import Any

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, Journaled, json_column, moment

IN_ROOM = "room"  # ``names`` in the base of a named round: it was announced that the room sees them
# What is written into the base after the opening: no part of what was announced, and so of its checksum.
LATER = ("at_close", "groups", "entered")


class Round(Base, Journaled):
    """``frozen`` (as its type froze it) and ``base`` are empty until the round opens.

    A secret round: ``key_print`` is the fingerprint of its key; ``salt`` goes into its receipts and is shown to nobody,
    for a voter who knew it could make two of them the same; ``sealed`` once it was counted, ``outcome`` then says what
    came of it; ``broken`` if something did not fit, after which it can only be annulled, with a ``reason``.
    """

    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("activity_id", "n"),
        CheckConstraint("state IN ('draft', 'open', 'closed', 'sealed', 'annulled', 'broken')", name="state"),
    )
    journaled = (
        "state", "shown", "opened_at", "closes_at", "closed_at", "shown_at",
        "frozen", "frozen_hash", "base", "reason", "set_aside_at", "removed_at",
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    n: Mapped[int] = mapped_column(Integer, default=1)
    state: Mapped[str] = mapped_column(String(8), default="draft")
    shown: Mapped[bool] = mapped_column(Boolean, default=False)
    opened_at: Mapped[int | None] = moment(nullable=True)
    closes_at: Mapped[int | None] = moment(nullable=True)
    closed_at: Mapped[int | None] = moment(nullable=True)
    shown_at: Mapped[int | None] = moment(nullable=True)
    frozen: Mapped[dict[str, Any]] = json_column(default=dict)
    frozen_hash: Mapped[str] = mapped_column(String(64), default="")
    base: Mapped[dict[str, Any]] = json_column(default=dict)
    reason: Mapped[str] = mapped_column(Text, default="")  # why it was annulled
    key_print: Mapped[str] = mapped_column(String(64), default="")
    salt: Mapped[str] = mapped_column(String(32), default="")
    outcome: Mapped[dict[str, Any]] = json_column(default=dict)
    set_aside_at: Mapped[int | None] = moment(nullable=True)  # reset: kept, but it counts for nothing
    removed_at: Mapped[int | None] = moment(nullable=True)
