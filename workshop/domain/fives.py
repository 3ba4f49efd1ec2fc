"""Unnamed and live: a picture moves only when five more voices are in, so that no change is one person's.

Pure arithmetic; what a picture is made of then stands in ``models/material.py``.
"""

from collections.abc import Mapping
from typing import Any

FIVE = 5
# In the outcome of a round: opened again after those who lead could see what had been given; and: somebody has left
# their vote there as nobody's, so that the tally will fall by it if the round is opened again.
REOPENED, LEFT = "reopened", "left"


def is_held(state: str, privacy: str) -> bool:
    """Return whether a round is told in groups of five: unnamed, and something can still come."""
    return state == "open" and privacy == "unnamed"


def has_lamps(privacy: str, outcome: Mapping[str, Any], *, is_text: bool) -> bool:
    """Return whether those who lead may see of each seat that it has given.

    A lamp puts a name beside whatever comes, changes or goes with it: a text that they see on its own, or the one vote
    by which the tally of a round that was opened again differs from the one they saw before. So would the lamp that
    goes out when somebody takes their name off a vote.
    """
    return privacy != "unnamed" or not (is_text or outcome.get(REOPENED) or outcome.get(LEFT))
