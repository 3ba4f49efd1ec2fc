"""Voices that belong to nobody: they keep a count right and lead to no person."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

NOBODY = "x:"  # neither "seat:" nor "guest:": no look-up of names or seats ever finds it
GUESTS = "nameless_guests"  # in the outcome of a round
_LETTERS = 12  # bytes


def random_voice() -> str:
    """Return a voice of nobody, never the same twice."""
    return NOBODY + secrets.token_hex(_LETTERS // 2 + 3)


def is_nobody(voice: str) -> bool:
    """Return whether a voice leads to nobody any more."""
    return voice.startswith(NOBODY)


def guests_kept(outcome: Mapping[str, Any], roll: Iterable[int], leaving: Iterable[str]) -> dict[str, Any]:
    """Return a round's outcome with how many of its voices of nobody were of no seat on the roll.

    ``leaving``: the voices that become nobody's now. Else a summary would take the seats among them for guests.
    """
    seats = {f"seat:{seat}" for seat in roll}
    guests = {voice for voice in leaving if voice not in seats and not is_nobody(voice)}
    return {**outcome, GUESTS: outcome.get(GUESTS, 0) + len(guests)} if guests else dict(outcome)


def without_nobody(outcome: Mapping[str, Any]) -> dict[str, Any]:
    """Return a round's outcome when no voice of nobody counts in it any more."""
    return {name: value for name, value in outcome.items() if name != GUESTS}


def random_key() -> str:
    """Return a key that no browser made."""
    return secrets.token_urlsafe(_LETTERS)


def strangers_for(voices: Iterable[str]) -> dict[str, str]:
    """Return a new voice of nobody for each; called once a round, so that no two rounds can be put together."""
    return {voice: voice if is_nobody(voice) else random_voice() for voice in sorted(set(voices))}
