"""Nouns. They know what they are, never who is asking."""

from workshop.models.activity import Activity, Theme
from workshop.models.aside import Capture, Speech
from workshop.models.ballot import Box, Counted, Receipt, Roll, SecretWish
from workshop.models.base import AnyRow, Base, Journaled, db
from workshop.models.contribution import Contribution
from workshop.models.journal import Entry
from workshop.models.measure import Measure
from workshop.models.people import Invitation, Membership, User
from workshop.models.roster import Coming, Entitlement, Holding
from workshop.models.round import Round
from workshop.models.series import Picture, Seat, Series, UsedNumber
from workshop.models.workshop import Attendance, Participant, Workshop

__all__ = [
    "Activity", "AnyRow", "Attendance", "Base", "Box", "Capture", "Coming", "Contribution", "Counted", "Entitlement",
    "Entry", "Holding", "Invitation", "Journaled", "Measure", "Membership", "Participant", "Picture", "Receipt",
    "Roll", "Round", "Seat", "SecretWish", "Series", "Speech", "Theme", "UsedNumber", "User", "Workshop", "db",
]  # fmt: skip
