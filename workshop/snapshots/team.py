"""What pages may know of accounts: who signs in, who is on a team, what an invitation offers."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.secrets import hash_token
from workshop.models import Invitation, Membership, Series, User


@dataclass(frozen=True)
class Account:
    """Somebody who is signed in. ``stamp`` ends log-ins made before it changed."""

    id: int
    login: str
    name: str
    language: str
    stamp: str


@dataclass(frozen=True)
class Credentials:
    """What a password is checked against."""

    account: Account
    hashed: str


@dataclass(frozen=True)
class Member:
    """A line of the team."""

    id: int
    name: str
    login: str
    role: str
    is_disabled: bool


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation that nobody has used yet; its link is not known any more."""

    id: int
    role: str
    expires_at: int
    made_by: str


@dataclass(frozen=True)
class Offer:
    """What the holder of an invitation link is offered."""

    series: str
    organiser: str
    role: str
    expires_at: int
    made_by: str


_ACCOUNT = (User.id, User.login, User.name, User.language, User.stamp)


def account(session: Session, user_id: int) -> Account | None:
    """Return an open account."""
    query = select(*_ACCOUNT).where(User.id == user_id, User.disabled_at.is_(None))
    row = session.execute(query).first()
    return Account(*row) if row else None


def credentials(session: Session, login: str) -> Credentials | None:
    """Return what a log-in is checked against; nothing for a closed account."""
    query = select(*_ACCOUNT, User.password).where(User.login == login, User.disabled_at.is_(None))
    row = session.execute(query).first()
    return Credentials(Account(*row[:-1]), row[-1]) if row else None


def members(session: Session, series_id: int) -> list[Member]:
    """Return the team of a series by name."""
    query = (
        select(User.id, User.name, User.login, Membership.role, User.disabled_at.is_not(None))
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.series_id == series_id)
        .order_by(User.name, User.id)
    )
    return [Member(*row) for row in session.execute(query)]


def invitations(session: Session, series_id: int, now: int) -> list[OpenInvitation]:
    """Return the invitations that can still be taken."""
    query = (
        select(Invitation.id, Invitation.role, Invitation.expires_at, User.name)
        .join(User, User.id == Invitation.made_by)
        .where(Invitation.series_id == series_id, Invitation.used_at.is_(None), Invitation.expires_at > now)
        .order_by(Invitation.expires_at)
    )
    return [OpenInvitation(*row) for row in session.execute(query)]


def offer(session: Session, token: str, now: int) -> Offer | None:
    """Return what a link offers, as long as it can be taken. Looking does not use it up."""
    query = (
        select(Series.title, Series.organiser, Invitation.role, Invitation.expires_at, User.name)
        .join(Series, Series.id == Invitation.series_id)
        .join(User, User.id == Invitation.made_by)
        .where(
            Invitation.token_hash == hash_token(token),
            Invitation.used_at.is_(None),
            Invitation.expires_at > now,
        )
    )
    row = session.execute(query).first()
    return Offer(*row) if row else None
