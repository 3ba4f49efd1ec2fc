"""How Hypothesis draws examples: the same in each run; with HYPOTHESIS_PROFILE=search others each time, and more."""

import os

from hypothesis import HealthCheck, settings

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "same")
SEARCHES = PROFILE == "search"

# No deadline: how long one example takes says something about the machine, not about what is tested.
settings.register_profile(
    "same", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", settings.get_profile("same"), derandomize=False, max_examples=1000)


def tries(usual: int) -> int:
    """Return how many examples a test draws that has a number of its own, because each takes long."""
    return usual * 10 if SEARCHES else usual
