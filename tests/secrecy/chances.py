"""How many hits mere luck has, exactly: ``law[k]`` is how likely k hits are.

The binomial of 1/3 is not the law here. Every round deals out as many ballots of each kind (held.py), so whoever lays
the published counts beside the seats deals as well, and hits vary by 7 % more than those of a coin. A round is small
enough to count all cases.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import comb, factorial, prod

Law = Sequence[float]


@lru_cache
def of_dealt(guessed: tuple[int, ...], dealt: int) -> Law:
    """Return the law for whoever says each kind of ballot so often, where so many of each are dealt by lot."""
    seen = Counter({((dealt,) * len(guessed), 0): 1})  # what is left of each kind, hits → in how many cases
    for kind, times in enumerate(guessed):
        before, seen = seen, Counter()
        for (left, hits), cases in before.items():
            for taken in shares(times, left):
                rest = tuple(a - b for a, b in zip(left, taken, strict=True))
                seen[rest, hits + taken[kind]] += cases * factorial(times) // prod(map(factorial, taken))
    law = Counter[int]()
    for (_, hits), cases in seen.items():
        law[hits] += cases
    return [law[hits] / law.total() for hits in range(max(law) + 1)]


def shares(times: int, left: tuple[int, ...]) -> Iterable[tuple[int, ...]]:
    """Return every way to take so many of what is left of each kind."""
    if not left:
        return [()] if times == 0 else []
    return [(n, *rest) for n in range(min(times, left[0]) + 1) for rest in shares(times - n, left[1:])]


@lru_cache
def of_places(n: int) -> Law:
    """Return the law of how many of ``n`` stand in their place when all are mixed."""
    return [comb(n, hits) * nowhere(n - hits) / factorial(n) for hits in range(n + 1)]


@lru_cache
def of_neighbours(n: int) -> Law:
    """Return the law of how many of ``n`` still come just behind the one that was before them."""
    alone = [1, *(nowhere(m) + nowhere(m - 1) for m in range(1, n + 1))]
    return [comb(n - 1, hits) * alone[n - hits] / factorial(n) for hits in range(n)]


@lru_cache
def of_pairs(n: int) -> Law:
    """Return the law of how many pairs of ``n`` are still in order (Kendall 1938)."""
    return together([[1 / at] * at for at in range(1, n + 1)])


def nowhere(n: int) -> int:
    """Return in how many ways none of ``n`` stands in its place."""
    return sum((-1) ** k * factorial(n) // factorial(k) for k in range(n + 1))


def together(laws: Iterable[Law]) -> Law:
    """Return the law of the sum."""
    whole: list[float] = [1.0]
    for law in laws:
        longer = [0.0] * (len(whole) + len(law) - 1)
        for a, p in enumerate(whole):
            for b, q in enumerate(law):
                longer[a + b] += p * q
        whole = longer
    return whole


def as_many(law: Law, hits: int) -> float:
    """Return how likely so many hits are, or more."""
    return sum(law[hits:])
