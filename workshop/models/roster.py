"""What a seat's people and presence were, as it went: append-only, each row with its time."""

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, Journaled, moment


class Holding(Base):
    """From when on whose hands a seat's vote is in; the newest row decides."""

    __tablename__ = "holding"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[int] = moment()


class Coming(Base, Journaled):
    """A change of a seat's attendance, so that the minutes can say who came late and who left early."""

    __tablename__ = "coming"
    __table_args__ = (CheckConstraint("state IN ('absent', 'present', 'represented', 'excused')", name="state"),)
    journaled = ("removed_at",)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"))
    state: Mapped[str] = mapped_column(String(12))
    # Name or office of the deputy; None: nobody has said, "": whoever leads has taken it out. They correct it by a row
    # of its own, so that the journal knows numbers and no names.
    by: Mapped[str | None] = mapped_column(String(80), nullable=True)
    # Who was on the seat as its deputy, so that what they said passes to nobody who takes the seat after them.
    deputy_id: Mapped[int | None] = mapped_column(Integer, nullable=True)
    # ``by`` is the word of whoever leads, which stands against the deputy's own.
    corrected: Mapped[bool] = mapped_column(Boolean, default=False)
    at: Mapped[int] = moment()
    removed_at: Mapped[int | None] = moment(nullable=True)


class Entitlement(Base, Journaled):
    """Whether a seat of the series has a vote in this workshop; without a row it has."""

    __tablename__ = "entitlement"
    __table_args__ = (UniqueConstraint("workshop_id", "seat_id"),)
    journaled = ("entitled",)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"))
    entitled: Mapped[bool] = mapped_column(Boolean, default=True)

    def unmade(self, now: int) -> dict[str, bool]:
        """Without a row it is entitled."""
        return {"entitled": True}
