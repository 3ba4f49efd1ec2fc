"""Those who prepare and lead: accounts, their roles in a series, invitations."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.models.base import Base, moment

ROLES = ("owner", "moderator", "staff", "observer")


class User(Base):
    """An account. Participants have none. ``stamp`` changes with the password and ends old log-ins."""

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="de")
    stamp: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[int] = moment()
    disabled_at: Mapped[int | None] = moment(nullable=True)


class Membership(Base):
    """A role of an account in a series."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("series_id", "user_id"),
        CheckConstraint("role IN ('owner', 'moderator', 'staff', 'observer')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    role: Mapped[str] = mapped_column(String(12))


class Invitation(Base):
    """A link that gives one person a role; only the hash of its token is kept."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), index=True)
    role: Mapped[str] = mapped_column(String(12))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_by: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    expires_at: Mapped[int] = moment()
    used_at: Mapped[int | None] = moment(nullable=True)
