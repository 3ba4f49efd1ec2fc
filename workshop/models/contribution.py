"""What a voice gave to a round. All columns of the unique key are NOT NULL: nullable ones
let the same vote in three times."""

from typing import Any

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, Journaled, empty_or_json, json_column, moment

STATES = ("shown", "waiting", "hidden", "discarded", "withdrawn")


class Contribution(Base, Journaled):
    """``key`` and ``n`` are the browser's: the same key is the same sending, a higher n a newer answer.

    ``shown`` counts; ``waiting`` waits for the moderator's yes; ``hidden`` and ``discarded`` were
    taken out by the moderator; ``withdrawn`` was taken back by the voice itself.
    ``told``: of a round without names the value that the room knows by now (``services/fives.py``).
    """

    __tablename__ = "contribution"
    __table_args__ = (
        UniqueConstraint("round_id", "voice", "kind", "item"),
        CheckConstraint("state IN ('shown', 'waiting', 'hidden', 'discarded', 'withdrawn')", name="state"),
        Index("ix_contribution_round_version", "round_id", "version"),
    )
    # ``value`` and ``entered`` change in a command only where the moderator enters for a seat.
    journaled = ("state", "merged_into", "theme_id", "place", "answered_at", "value", "entered")

    def unmade(self, now: int) -> dict[str, Any]:
        """Only what a moderator entered is made in a command; a seat's own answer since then stays."""
        return {"state": "withdrawn", "value": None, "entered": False}

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    voice: Mapped[str] = mapped_column(String(24))
    kind: Mapped[str] = mapped_column(String(16))
    item: Mapped[str] = mapped_column(String(40), default="")
    n: Mapped[int] = mapped_column(Integer)
    key: Mapped[str] = mapped_column(String(40))
    value: Mapped[Any] = json_column()
    told: Mapped[Any] = empty_or_json()
    state: Mapped[str] = mapped_column(String(10), default="shown")
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("contribution.id"), nullable=True)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), nullable=True)
    place: Mapped[int] = mapped_column(Integer, default=0)
    late: Mapped[bool] = mapped_column(Boolean, default=False)  # came after closing
    answered_at: Mapped[int | None] = moment(nullable=True)  # a question that the room has dealt with
    entered: Mapped[bool] = mapped_column(Boolean, default=False)  # by the moderator, for a seat without a device
    version: Mapped[int] = mapped_column(Integer)
    saved_at: Mapped[int] = moment()
