"""Passwords and links: what a good one is, and how one is kept.

Only hashes reach the database. Hashing a password takes a tenth of a second on purpose, so
whoever calls keeps it outside the room's loop and outside a transaction.
"""

import hashlib
import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from workshop.domain.errors import Refused

LEAST = 10  # characters
MOST = 200
_HASHER = PasswordHasher()
# Checked where there is no such log-in, so that the answer takes as long as for a real one.
# Written out, because making a hash would keep every start waiting; no password is known for it.
_COST = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
NOBODY = f"$argon2id$v=19${_COST}${'A' * 22}${'A' * 43}"
_TOO_EASY = frozenset({"1234567890", "passwort12", "passwort123", "password12", "password123", "qwertzuiop"})


def check_password(password: str, login: str = "") -> str:
    """Return the password as it is hashed; raises Refused ``password_short``, ``_long`` or ``_easy``."""
    tidy = unicodedata.normalize("NFC", password)
    if len(tidy) < LEAST:
        raise Refused("password_short", least=LEAST)
    if len(tidy) > MOST:
        raise Refused("password_long", most=MOST)
    plain = tidy.casefold()
    if plain in _TOO_EASY or len(set(plain)) < 4 or (login and plain == login.casefold()):
        raise Refused("password_easy")
    return tidy


def hash_password(password: str) -> str:
    """Return the argon2 hash of a password."""
    return _HASHER.hash(unicodedata.normalize("NFC", password))


def is_password(hashed: str, password: str) -> bool:
    """Return whether the hash is of this password."""
    try:
        return _HASHER.verify(hashed, unicodedata.normalize("NFC", password[: MOST * 4]))
    except (VerificationError, InvalidHashError):
        return False


def new_token() -> str:
    """Return a token for a link, of 192 random bits."""
    return secrets.token_urlsafe(24)


def hash_token(token: str) -> str:
    """Return what is kept of a token. It is random and long, so a fast hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
