"""What is kept beside the agenda: captured decisions and notes, parked topics, the list of speakers."""

from typing import Any

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, Journaled, moment, one_of

LISTED = "state IN ('waiting', 'speaking') AND removed_at IS NULL"


class Capture(Base, Journaled):
    """A line the moderator wrote down: a decision, a note, or a topic for the parking lot.

    A parked card keeps its own words in the card; ``contribution_id`` says which it was.
    """

    __tablename__ = "capture"
    __table_args__ = (
        CheckConstraint("kind IN ('decision', 'note', 'topic')", name="kind"),
        one_of("uq_capture_parked", "contribution_id", where="removed_at IS NULL"),
    )
    journaled = ("kind", "text", "done", "position", "removed_at")

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id"), nullable=True)
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id"), nullable=True)
    kind: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text, default="")
    done: Mapped[bool] = mapped_column(Boolean, default=False)
    position: Mapped[int] = mapped_column(Integer, default=0)
    at: Mapped[int] = moment()
    removed_at: Mapped[int | None] = moment(nullable=True)


class Speech(Base, Journaled):
    """Somebody on the list of speakers, once; one speaks. Who asks again later gets another row: each time is kept."""

    __tablename__ = "speech"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'speaking', 'done', 'withdrawn')", name="state"),
        one_of("uq_speech_speaking", "workshop_id", where="state = 'speaking' AND removed_at IS NULL"),
        one_of("uq_speech_seat", "workshop_id", "seat_id", where=LISTED),
        one_of("uq_speech_guest", "workshop_id", "participant_id", where=f"{LISTED} AND seat_id IS NULL"),
    )
    journaled = ("state", "position", "began_at", "ended_at", "removed_at")

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"), nullable=True)
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seat.id"), nullable=True)
    name: Mapped[str] = mapped_column(String(120), default="")  # of who has neither seat nor phone
    state: Mapped[str] = mapped_column(String(9), default="waiting")
    position: Mapped[int] = mapped_column(Integer, default=0)
    asked_at: Mapped[int] = moment()
    began_at: Mapped[int | None] = moment(nullable=True)
    ended_at: Mapped[int | None] = moment(nullable=True)
    removed_at: Mapped[int | None] = moment(nullable=True)


def voice_of(speech: Any) -> str:
    """Return whose devices a speech, or a row of one, concerns; "" for somebody without one."""
    if speech.seat_id:
        return f"seat:{speech.seat_id}"
    return f"guest:{speech.participant_id}" if speech.participant_id else ""
