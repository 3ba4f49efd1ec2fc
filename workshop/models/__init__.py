"""Nouns. They know what they are, never who is asking."""

from workshop.models.activity import Activity, Theme
from workshop.models.base import AnyRow, Base, Journaled, db
from workshop.models.contribution import Contribution
from workshop.models.journal import Entry
from workshop.models.people import Invitation, Membership, User
from workshop.models.round import Round
from workshop.models.series import Seat, Series
from workshop.models.workshop import Attendance, Participant, Workshop

__all__ = [
    "Activity", "AnyRow", "Attendance", "Base", "Contribution", "Entry", "Invitation", "Journaled", "Membership",
    "Participant", "Round", "Seat", "Series", "Theme", "User", "Workshop", "db",
]  # fmt: skip
