"""One order of all from the orders of many. Rules only: it knows no workshop.

Borda: J.-C. de Borda, Mémoire sur les élections au scrutin, 1781. Of n options the first of an order gets n-1
points, the last none.
Schulze: M. Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
election method, Social Choice and Welfare 36, 2011. The strength of a path is that of its weakest link, a link the
number of voters for the winner of a pair; one option stands before another if its strongest path there is stronger
than the one back.
"""

from collections.abc import Sequence
from itertools import permutations

Order = Sequence[str]
Pairs = dict[tuple[str, str], int]


def borda(ids: Sequence[str], orders: Sequence[Order]) -> dict[str, int]:
    """Return each option's points."""
    points = dict.fromkeys(ids, 0)
    for order in orders:
        for place, option in enumerate(order, start=1):
            points[option] += len(ids) - place
    return points


def places(points: dict[str, int]) -> dict[str, int]:
    """Return places from 1, the most points first; equal points share a place."""
    return {option: 1 + sum(other > own for other in points.values()) for option, own in points.items()}


def schulze(ids: Sequence[str], orders: Sequence[Order]) -> dict[str, int]:
    """Return places from 1: one more than the options that stand before it, so that ties share a place."""
    paths = _strongest_paths(ids, _preferred(ids, orders))
    return {one: 1 + sum(paths[other, one] > paths[one, other] for other in ids if other != one) for one in ids}


def _preferred(ids: Sequence[str], orders: Sequence[Order]) -> Pairs:
    """Return for each pair how many prefer the first to the second."""
    preferred = dict.fromkeys(permutations(ids, 2), 0)
    for order in orders:
        for place, option in enumerate(order):
            for other in order[place + 1 :]:
                preferred[option, other] += 1
    return preferred


def _strongest_paths(ids: Sequence[str], preferred: Pairs) -> Pairs:
    """Return the strength of the strongest path of each pair, by the method of Floyd and Warshall."""
    paths = {(one, other): n if n > preferred[other, one] else 0 for (one, other), n in preferred.items()}
    for way in ids:
        for one, other in permutations([option for option in ids if option != way], 2):
            paths[one, other] = max(paths[one, other], min(paths[one, way], paths[way, other]))
    return paths
