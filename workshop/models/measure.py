"""The register of measures: what was agreed, who is responsible, until when."""

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, Journaled, moment, one_of

STATUSES = ("open", "doing", "done", "dropped")


class Measure(Base, Journaled):
    """One measure of a workshop.

    ``contribution_id``: the proposal it was made of. ``origin``: id of the option of an earlier step
    that led to it, such as ``theme:7``. ``due``: an ISO date, or empty.
    """

    __tablename__ = "measure"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'doing', 'done', 'dropped')", name="status"),
        one_of("uq_measure_adopted", "contribution_id", where="removed_at IS NULL"),
    )
    journaled = ("what", "responsible", "involved", "due", "status", "origin", "position", "removed_at")

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id"), nullable=True)
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id"), nullable=True)
    origin: Mapped[str] = mapped_column(String(80), default="")
    what: Mapped[str] = mapped_column(Text)
    responsible: Mapped[str] = mapped_column(String(200), default="")
    involved: Mapped[str] = mapped_column(String(300), default="")
    due: Mapped[str] = mapped_column(String(10), default="")
    status: Mapped[str] = mapped_column(String(8), default="open")
    position: Mapped[int] = mapped_column(Integer, default=0)
    at: Mapped[int] = moment()
    removed_at: Mapped[int | None] = moment(nullable=True)
