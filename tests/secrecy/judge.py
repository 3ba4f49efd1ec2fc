"""How likely that many hits are by guessing alone."""

from collections.abc import Callable, Mapping, Sequence
from math import comb
from random import Random
from typing import Any

from tests.secrecy.held import BALLOTS, CHOICES, Held

CHANCE = 0.01  # a way that does better than this by guessing has found something
CAUGHT = 1e-6

Way = Callable[[Held], Any]


def likelihood(hits: int, of: int, p: float) -> float:
    """Return how likely as many hits, or more, are by chance (binomial)."""
    return sum(comb(of, k) * p**k * (1 - p) ** (of - k) for k in range(hits, of + 1))


def of_choices(way: Way, rounds: Sequence[Held]) -> float:
    """Return how likely it is to know the choices that well without knowing anything."""
    coin = Random(way.__name__)
    hits = sum(agreed(way(held), held.truth, lambda: coin.choice(CHOICES)) for held in rounds)
    return likelihood(hits, BALLOTS * len(rounds), 1 / len(CHOICES))


def of_orders(way: Way, rounds: Sequence[Held]) -> float:
    """The same of the order of casting."""
    hits = sum(guess == seat for held in rounds for guess, seat in zip(way(held), held.order, strict=False))
    return likelihood(hits, BALLOTS * len(rounds), 1 / BALLOTS)


def of_receipts(way: Way, rounds: Sequence[Held]) -> float:
    """The same of whose receipt is whose."""
    hits = sum(agreed(way(held), held.codes, str) for held in rounds)
    return likelihood(hits, BALLOTS * len(rounds), 1 / BALLOTS)


def agreed(guesses: Mapping[int, str], truth: Mapping[int, str], otherwise: Callable[[], str]) -> int:
    return sum(guesses.get(seat, otherwise()) == said for seat, said in truth.items())
