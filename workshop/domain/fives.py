"""Unnamed and live: a picture moves only when five more voices are in, so that no change is one person's.

Pure arithmetic; what a picture is made of then stands in ``models/material.py``.
"""

from collections.abc import Sequence
from typing import TypeVar

FIVE = 5

T = TypeVar("T")


def first_fives(ordered: Sequence[T]) -> Sequence[T]:
    """Return those of a growing list that may be told: whole groups of five."""
    return ordered[: len(ordered) - len(ordered) % FIVE]


def is_held(state: str, privacy: str) -> bool:
    """Return whether a round is told in groups of five: unnamed, and something can still come."""
    return state == "open" and privacy == "unnamed"
