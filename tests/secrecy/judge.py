"""How likely that many hits are by guessing alone."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import comb
from random import Random
from typing import Any, TypeVar

from tests.secrecy import chances
from tests.secrecy.held import BALLOTS, OF_EACH, Held

CAUGHT = 1e-6
# A way that does better than the first by guessing may have found something, and gets more to look at: as many rounds
# again, all taken together. It has found something if it is still better than the second, and then than the third.
# How often an honest product fails: by one way at most once in 1 / LOOKS[-1]. Where votes are held in this process all
# that is drawn follows from fixed seeds (held.by_lot), so that a run passes always or never; only a change that draws
# otherwise casts the die anew, for about 160 ways on kinds and engines: once in 6,000 such changes. In real browsers
# and on a server of its own keys are drawn anew each time: seven ways, once in 140,000 runs. What is really found,
# however little, is found in all three.
LOOKS = (0.01, 1e-4, 1e-6)

Way = Callable[[Held], Any]
One = TypeVar("One")  # a round, or a phone


def likelihood(hits: int, of: int, p: float) -> float:
    """Return how likely as many hits, or more, are by chance (binomial)."""
    return sum(comb(of, k) * p**k * (1 - p) ** (of - k) for k in range(hits, of + 1))


def is_found(
    judge: Callable[[Callable[[One], Any], Sequence[One]], float],
    way: Callable[[One], Any],
    sample: Callable[[int], Sequence[One]],
) -> bool:
    """Return whether a way knows more than chance; ``sample(n)`` holds the n-th lot."""
    seen: list[One] = []
    for n, limit in enumerate(LOOKS):
        seen += sample(n)
        if judge(way, seen) > limit:
            return False
    return True


def of_choices(way: Way, rounds: Sequence[Held]) -> float:
    """Return how likely it is to know the ballots that well without knowing anything but the counts."""
    coin, hits, laws = Random(way.__name__), 0, []
    for held in rounds:
        kinds = held.asked.ballots
        found = way(held)
        guesses = {seat: found[seat] if found.get(seat) in kinds else coin.choice(kinds) for seat in held.truth}
        hits += agreed(guesses, held.truth)
        said = Counter(guesses.values())
        laws.append(chances.of_dealt(tuple(sorted(said[kind] for kind in kinds)), OF_EACH))
    return chances.as_many(chances.together(laws), hits)


def of_receipts(way: Way, rounds: Sequence[Held]) -> float:
    """The same of whose receipt is whose."""
    coin = Random(way.__name__)
    hits = sum(agreed(completed(way(held), held, coin), held.codes) for held in rounds)
    return chances.as_many(of_rounds(chances.of_places, len(rounds)), hits)


def completed(found: Mapping[int, str], held: Held, coin: Random) -> dict[int, str]:
    """Give every seat a receipt of its own: those that are left by lot."""
    guesses: dict[int, str] = {}
    for seat, code in found.items():
        if seat in held.codes and code in held.codes.values() and code not in guesses.values():
            guesses[seat] = code
    left = sorted(set(held.codes.values()) - set(guesses.values()))
    coin.shuffle(left)
    return guesses | dict(zip([seat for seat in held.codes if seat not in guesses], left, strict=True))


def of_orders(way: Way, rounds: Sequence[Held]) -> float:
    """The same of the order of casting: by the best of five looks, each of which would be enough.

    SQLite fills its pages from the end, so the whole order may lie there backwards; a page that is full is split and
    then begins in the middle, so nobody is in their place and everybody still behind the one before them; what is
    sorted by something coarse, as a second, is only nearly in order. Five looks are five times as lucky.
    """
    coin = Random(way.__name__)
    orders = [ranks(way(held), held, coin) for held in rounds]
    likely = []
    for each in (orders, [one[::-1] for one in orders]):
        likely.append(by(chances.of_places, each, lambda at, rank, _next: at == rank))
        likely.append(by(chances.of_neighbours, each, lambda _at, rank, following: following == rank + 1))
    in_order = sum(a < b for one in orders for at, a in enumerate(one) for b in one[at + 1 :])
    pairs = of_rounds(chances.of_pairs, len(orders))
    likely.append(2 * chances.as_many(pairs, max(in_order, len(pairs) - 1 - in_order)))
    return min(1.0, len(likely) * min(likely))


def ranks(found: Sequence[int], held: Held, coin: Random) -> list[int]:
    """Return when each seat cast, in the order that a way says; whom it does not name comes at the end by lot."""
    named = [seat for seat in dict.fromkeys(found) if seat in held.truth]
    others = sorted(set(held.order) - set(named))
    coin.shuffle(others)
    return [held.order.index(seat) for seat in (*named, *others)]


def by(law: Callable[[int], chances.Law], orders: list[list[int]], is_hit: Callable[[int, int, int], bool]) -> float:
    hits = sum(
        is_hit(at, rank, following)
        for one in orders
        for at, (rank, following) in enumerate(zip(one, (*one[1:], -1), strict=True))
    )
    return chances.as_many(of_rounds(law, len(orders)), hits)


@lru_cache
def of_rounds(law: Callable[[int], chances.Law], rounds: int) -> chances.Law:
    return chances.together([law(BALLOTS)] * rounds)


def agreed(guesses: Mapping[int, str], truth: Mapping[int, str]) -> int:
    return sum(guesses[seat] == said for seat, said in truth.items())
