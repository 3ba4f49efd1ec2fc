"""How Hypothesis draws examples: the same in each run; with HYPOTHESIS_PROFILE=search others each time, and more."""

import os
from collections.abc import Callable
from random import randrange

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

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


def run_machine(
    machine: Callable[[], RuleBasedStateMachine], how: settings, runs: int, most: int = 0, *,
    until: Callable[[], bool] = lambda: True,
) -> None:  # fmt: skip
    """Let a state machine run, ten examples each time, each time with a seed of its own; ``until`` everything was
    reached that it is there to reach, but at most so often.

    From the eleventh example on Hypothesis makes five of six by copying parts of the one before into itself: hundreds
    in one run do the same few things over and over.
    """
    for n in range(max(tries(runs), most)):
        if n >= tries(runs) and until():
            break
        number = randrange(2**32) if SEARCHES else n
        print(f"seed {number}")  # seen when it fails
        seed(number)(machine)
        run_state_machine_as_test(machine, settings=settings(how, max_examples=10))
