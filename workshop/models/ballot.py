"""The secret ballot: who is on the roll, what lies in the box, and the two lists that sealing leaves.

Nothing here is Journaled, has a time, or a number that grows. ``roll`` and ``box`` share nothing but
the round; ``receipt`` and ``counted`` share nothing at all (docs/secrecy.md).
"""

from sqlalchemy import Boolean, ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base

SLOT_BYTES = 16
CODE_LENGTH = 9


class Roll(Base):
    """A seat that may cast. Rows are made when the round opens, in the order of the roster."""

    __tablename__ = "roll"
    __table_args__ = {"sqlite_with_rowid": False}

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), primary_key=True)
    voted: Mapped[bool] = mapped_column(Boolean, default=False)


class Box(Base):
    """A ballot: AES-256-GCM of fixed length, in a slot that is a hash of the browser's key. Empty once sealed."""

    __tablename__ = "box"
    __table_args__ = {"sqlite_with_rowid": False}

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    slot: Mapped[bytes] = mapped_column(LargeBinary(SLOT_BYTES), primary_key=True)
    ct: Mapped[bytes] = mapped_column(LargeBinary)


class Receipt(Base):
    """The code of a ballot that was in the box; says nothing of what was in it."""

    __tablename__ = "receipt"
    __table_args__ = {"sqlite_with_rowid": False}

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(CODE_LENGTH), primary_key=True)


class Counted(Base):
    """How many ballots said what, once sealed."""

    __tablename__ = "counted"
    __table_args__ = {"sqlite_with_rowid": False}

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    choice: Mapped[str] = mapped_column(String(60), primary_key=True)
    n: Mapped[int] = mapped_column(Integer)


class SecretWish(Base):
    """A voice that asks for a secret vote; how many do is told, who does is not."""

    __tablename__ = "secret_wish"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    voice: Mapped[str] = mapped_column(String(24), primary_key=True)
