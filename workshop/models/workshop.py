"""A workshop and those who take part in it."""

from typing import Any

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, Journaled, json_column, moment


class Workshop(Base, Journaled):
    """One live event. ``revision`` grows with each command that leads the room and is what such a command
    is decided on; ``version`` grows with every transaction that changes a picture
    of the room, so with no ballot."""

    __tablename__ = "workshop"
    __table_args__ = (CheckConstraint("state IN ('draft', 'open', 'ended')", name="state"),)
    journaled = (
        "title", "subtitle", "minutes", "starts_at", "state", "live_activity_id", "black", "show_join",
        "started_at", "ended_at", "led_by", "zoom", "locked", "admission", "speakers_open", "show_speakers",
        "speech_seconds",
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    subtitle: Mapped[str] = mapped_column(String(200), default="")
    code: Mapped[str] = mapped_column(String(8), unique=True)
    state: Mapped[str] = mapped_column(String(8), default="draft")
    minutes: Mapped[int] = mapped_column(Integer, default=90)
    starts_at: Mapped[int | None] = moment(nullable=True)
    started_at: Mapped[int | None] = moment(nullable=True)
    ended_at: Mapped[int | None] = moment(nullable=True)
    live_activity_id: Mapped[int | None] = mapped_column(Integer, nullable=True)  # no foreign key: a circle
    black: Mapped[bool] = mapped_column(Boolean, default=False)
    show_join: Mapped[bool] = mapped_column(Boolean, default=True)
    zoom: Mapped[int] = mapped_column(Integer, default=100)  # per cent, of the screen
    speakers_open: Mapped[bool] = mapped_column(Boolean, default=True)  # may one ask for the floor?
    show_speakers: Mapped[bool] = mapped_column(Boolean, default=False)  # on the screen
    speech_seconds: Mapped[int] = mapped_column(Integer, default=0)  # for one speech; 0: no limit
    led_by: Mapped[int | None] = mapped_column(Integer, nullable=True)  # the account that leads; nobody yet
    locked: Mapped[bool] = mapped_column(Boolean, default=False)  # nobody new comes in
    admission: Mapped[bool] = mapped_column(Boolean, default=False)  # who comes in waits for the moderator's yes
    observer_issue: Mapped[int] = mapped_column(Integer, default=1)  # of the observers' link
    archived_at: Mapped[int | None] = moment(nullable=True)
    parts: Mapped[list[dict[str, Any]]] = json_column(default=list)  # groups for breakdowns, fixed with the first
    note: Mapped[str] = mapped_column(Text, default="")
    is_sample: Mapped[bool] = mapped_column(Boolean, default=False)
    rehearses: Mapped[int | None] = mapped_column(Integer, nullable=True)  # a rehearsal: of which workshop
    revision: Mapped[int] = mapped_column(Integer, default=0)
    version: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[int] = moment()


class Participant(Base, Journaled):
    """A person in a browser: holder or deputy of a seat, or a guest with a name."""

    __tablename__ = "participant"
    __table_args__ = (CheckConstraint("capacity IN ('holder', 'deputy', 'guest')", name="capacity"),)
    journaled = ("proof", "admitted", "removed_at", "device_of")

    def unmade(self, now: int) -> dict[str, Any]:
        """Coming in is nobody's to undo but by sending them out."""
        return {}

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seat.id"), nullable=True, index=True)
    capacity: Mapped[str] = mapped_column(String(8), default="guest")
    name: Mapped[str] = mapped_column(String(80), default="")
    # "code", "link", "moderator": who says it is them; "left": they went by themselves; "device": see device_of
    proof: Mapped[str] = mapped_column(String(9), default="code")
    admitted: Mapped[bool] = mapped_column(Boolean, default=True)
    joined_at: Mapped[int] = moment()
    removed_at: Mapped[int | None] = moment(nullable=True)
    # This was nobody new but a further device of that person, from ``removed_at`` on.
    device_of: Mapped[int | None] = mapped_column(Integer, nullable=True)

    @property
    def voice(self) -> str:
        """Whoever gives: the seat, however many hold it, or this guest."""
        return f"seat:{self.seat_id}" if self.seat_id else f"guest:{self.id}"


class Attendance(Base, Journaled):
    """A stored fact, the only source of base and quorum; a seat without a row is absent.

    ``corrected``: it stands as whoever leads the room put it, until they put it otherwise.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("workshop_id", "seat_id"),
        CheckConstraint("state IN ('absent', 'present', 'represented', 'excused')", name="state"),
    )
    journaled = ("state", "corrected")

    def unmade(self, now: int) -> dict[str, Any]:
        """A seat without a row is absent."""
        return {"state": "absent", "corrected": False}

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"))
    state: Mapped[str] = mapped_column(String(12), default="absent")
    corrected: Mapped[bool] = mapped_column(Boolean, default=False)
    since: Mapped[int] = moment()
