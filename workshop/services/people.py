"""Accounts and roles: what can be done with those who prepare and lead.

Passwords arrive as hashes, because making one takes too long inside a transaction.
"""

import secrets
from typing import Any

from sqlalchemy import func, select

from workshop.domain.errors import Conflict, NotAllowed, NotFound, Refused
from workshop.domain.permissions import Who, require
from workshop.domain.secrets import hash_token, new_token
from workshop.domain.text import clean_line
from workshop.language import LANGUAGES
from workshop.models import Invitation, Membership, Series, User
from workshop.models.people import ROLES
from workshop.room import Room, role_of

INVITATION_MS = 14 * 24 * 3600 * 1000
LONGEST_NAME = 120


def add_user(room: Room, who: Who, *, login: str, name: str, hashed: str, language: str = "de") -> dict[str, Any]:
    """Make an account, from the command line; raises Conflict ``login_taken``."""
    _require_system(who)
    return {"user": _make_user(room, login, name, hashed, language).id}


def give_role(room: Room, who: Who, *, user_id: int, series_id: int, role: str) -> None:
    """Give an account a role in a series without an invitation, from the command line."""
    _require_system(who)
    if room.session.get(User, user_id) is None or room.session.get(Series, series_id) is None:
        raise NotFound("not_found")
    member = _membership(room, series_id, user_id)
    if member is None:
        room.session.add(Membership(series_id=series_id, user_id=user_id, role=_clean_role(role)))
        return
    member.role = _clean_role(role)


def add_member(room: Room, who: Who, *, series_id: int, role: str, **account: str) -> dict[str, Any]:
    """Make an account with a role in a series, or neither; ``account`` as for ``add_user``."""
    made = add_user(room, who, **account)
    give_role(room, who, user_id=made["user"], series_id=series_id, role=role)
    return made


def set_password(room: Room, who: Who, *, login: str, hashed: str) -> dict[str, Any]:
    """Give an account another password, which ends its log-ins everywhere."""
    user = _user_by_login(room, login)
    if who != Who("user", user.id):
        _require_system(who)
    user.password = hashed
    user.stamp = _new_stamp()
    return {"user": user.id}


def disable_user(room: Room, who: Who, *, login: str) -> dict[str, Any]:
    """Close an account; its work stays."""
    _require_system(who)
    user = _user_by_login(room, login)
    user.disabled_at = room.now
    user.stamp = _new_stamp()
    room.touched.team = True
    return {"user": user.id}


def enable_user(room: Room, who: Who, *, login: str) -> dict[str, Any]:
    """Open a closed account again; whoever was signed in before stays signed out."""
    _require_system(who)
    user = _user_by_login(room, login)
    user.disabled_at = None
    room.touched.team = True
    return {"user": user.id}


def choose_language(room: Room, who: Who, *, language: str) -> None:
    """Remember the language in which somebody reads."""
    _require_user(room, who).language = _clean_language(language)


def invite(room: Room, who: Who, *, series_id: int, role: str) -> dict[str, Any]:
    """Make an invitation; its token is told once and only its hash is kept.

    Whoever moderates may ask another moderator to help; any other role is the owners' to give.
    """
    require(role_of(room.session, who, series_id), "invite" if role == "moderator" else "team")
    token = new_token()
    invitation = Invitation(
        series_id=series_id,
        role=_clean_role(role),
        token_hash=hash_token(token),
        made_by=who.id,
        expires_at=room.now + INVITATION_MS,
    )
    room.session.add(invitation)
    room.session.flush()
    return {"invitation": invitation.id, "token": token}


def withdraw_invitation(room: Room, who: Who, *, series_id: int, invitation_id: int) -> None:
    """Make an invitation that nobody has used worthless."""
    require(role_of(room.session, who, series_id), "team")
    invitation = room.session.get(Invitation, invitation_id)
    if invitation is None or invitation.series_id != series_id or invitation.used_at is not None:
        raise NotFound("not_found")
    room.session.delete(invitation)


def accept_invitation(
    room: Room, who: Who, *, token: str, login: str, name: str, hashed: str, language: str
) -> dict[str, Any]:
    """Make an account from an invitation; raises Conflict ``login_taken``, NotFound ``invitation``."""
    invitation = _open_invitation(room, token)
    user = _make_user(room, login, name, hashed, language)
    return _join(room, invitation, user)


def take_invitation(room: Room, who: Who, *, token: str) -> dict[str, Any]:
    """Take an invitation with an account that is there; raises Conflict ``already_member``."""
    invitation = _open_invitation(room, token)
    user = _require_user(room, who)
    if _membership(room, invitation.series_id, user.id):
        raise Conflict("already_member")
    return _join(room, invitation, user)


def change_role(room: Room, who: Who, *, series_id: int, user_id: int, role: str) -> None:
    """Give a member another role; a series keeps at least one owner."""
    require(role_of(room.session, who, series_id), "team")
    member = _membership(room, series_id, user_id) or _missing()
    if _clean_role(role) != "owner":
        _keep_an_owner(room, member)
    member.role = role
    room.touched.team = True


def remove_member(room: Room, who: Who, *, series_id: int, user_id: int) -> None:
    """Take somebody off the team; everybody may leave by themselves, the last owner may not."""
    role = role_of(room.session, who, series_id)
    if not (role and who == Who("user", user_id)):
        require(role, "team")
    member = _membership(room, series_id, user_id) or _missing()
    _keep_an_owner(room, member)
    room.session.delete(member)
    room.touched.team = True


def _make_user(room: Room, login: str, name: str, hashed: str, language: str) -> User:
    login = clean_login(login)
    if room.session.scalars(select(User.id).where(User.login == login)).first():
        raise Conflict("login_taken")
    user = User(
        login=login,
        name=clean_line(name, LONGEST_NAME),
        password=hashed,
        language=_clean_language(language),
        stamp=_new_stamp(),
        created_at=room.now,
    )
    room.session.add(user)
    room.session.flush()
    return user


def clean_login(login: str) -> str:
    """Return a log-in as it is kept: one word, in lower case."""
    tidy = clean_line(login, LONGEST_NAME).casefold()
    if " " in tidy or len(tidy) < 3:
        raise Refused("login_form")
    return tidy


def _join(room: Room, invitation: Invitation, user: User) -> dict[str, Any]:
    invitation.used_at = room.now
    room.session.add(Membership(series_id=invitation.series_id, user_id=user.id, role=invitation.role))
    return {"user": user.id, "series": invitation.series_id}


def _open_invitation(room: Room, token: str) -> Invitation:
    query = select(Invitation).where(Invitation.token_hash == hash_token(token)).with_for_update()
    found = room.session.scalars(query).first()
    if found is None or found.used_at is not None or found.expires_at <= room.now:
        raise NotFound("invitation")
    return found


def _membership(room: Room, series_id: int, user_id: int) -> Membership | None:
    query = select(Membership).where(Membership.series_id == series_id, Membership.user_id == user_id)
    return room.session.scalars(query).first()


def _missing() -> Membership:
    raise NotFound("not_found")


def _keep_an_owner(room: Room, member: Membership) -> None:
    """Raise Conflict ``last_owner`` if nobody else could lead the series."""
    if member.role != "owner":
        return
    others = (
        select(func.count())
        .select_from(Membership)
        .join(User, User.id == Membership.user_id)
        .where(
            Membership.series_id == member.series_id,
            Membership.role == "owner",
            Membership.id != member.id,
            User.disabled_at.is_(None),
        )
    )
    if not room.session.scalar(others):
        raise Conflict("last_owner")


def _user_by_login(room: Room, login: str) -> User:
    found = room.session.scalars(select(User).where(User.login == login.casefold())).first()
    if found is None:
        raise NotFound("no_such_login", login=login)
    return found


def _require_user(room: Room, who: Who) -> User:
    user = room.session.get(User, who.id) if who.kind == "user" else None
    if user is None or user.disabled_at is not None:
        raise NotAllowed("not_allowed")
    return user


def _require_system(who: Who) -> None:
    if who.kind != "system":
        raise NotAllowed("not_allowed")


def _clean_role(role: str) -> str:
    if role not in ROLES:
        raise Refused("not_an_option")
    return role


def _clean_language(language: str) -> str:
    if language not in LANGUAGES:
        raise Refused("not_an_option")
    return language


def _new_stamp() -> str:
    return secrets.token_hex(16)
