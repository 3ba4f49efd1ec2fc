"""Voices that belong to nobody: they keep a count right and lead to no person."""

import secrets
from collections.abc import Iterable

NOBODY = "x:"  # neither "seat:" nor "guest:": no look-up of names or seats ever finds it
_LETTERS = 12  # bytes


def random_voice() -> str:
    """Return a voice of nobody, never the same twice."""
    return NOBODY + secrets.token_hex(_LETTERS // 2 + 3)


def random_key() -> str:
    """Return a key that no browser made."""
    return secrets.token_urlsafe(_LETTERS)


def strangers_for(voices: Iterable[str]) -> dict[str, str]:
    """Return a new voice of nobody for each; called once a round, so that no two rounds can be put together."""
    return {voice: voice if voice.startswith(NOBODY) else random_voice() for voice in sorted(set(voices))}
