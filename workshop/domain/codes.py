"""Codes that people type and tokens that browsers carry."""

import secrets

from workshop.domain.errors import Refused

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base32: no I, L, O, U
LENGTH = 8
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def new_code() -> str:
    """Return a join code of 40 random bits, without its dash."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normal_code(typed: str) -> str:
    """Return the code that was meant; ``o`` reads as 0, ``i`` and ``l`` as 1.

    Normalised before it is checked, so that nobody is refused for a dash.
    Raises Refused ``code_form`` where no code can be read.
    """
    code = "".join(typed.split()).upper().translate(_READ_AS)
    if len(code) != LENGTH or set(code) - set(ALPHABET):
        raise Refused("code_form")
    return code


def shown_code(code: str) -> str:
    """Return the code as people see it: ``ABCD-EFGH``."""
    return f"{code[:4]}-{code[4:]}"
