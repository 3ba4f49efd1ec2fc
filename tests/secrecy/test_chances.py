"""The laws of luck by which the judge judges, beside all cases counted one by one."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import permutations

import pytest

from tests.secrecy import chances

SEVEN = tuple(range(7))


def places(order: Sequence[int]) -> int:
    return sum(at == one for at, one in enumerate(order))


def neighbours(order: Sequence[int]) -> int:
    return sum(following == one + 1 for one, following in zip(order, order[1:], strict=False))


def pairs(order: Sequence[int]) -> int:
    return sum(one < other for at, one in enumerate(order) for other in order[at + 1 :])


@pytest.mark.parametrize(
    ("law", "hits"),
    [(chances.of_places, places), (chances.of_neighbours, neighbours), (chances.of_pairs, pairs)],
    ids=["places", "neighbours", "pairs"],
)
def test_the_law_of_an_order_is_that_of_all_orders(law: Callable[[int], chances.Law], hits):
    assert law(7) == pytest.approx(counted(hits(order) for order in permutations(SEVEN)))


def test_the_law_of_ballots_is_that_of_all_ways_to_deal_them():
    guesses = "aaaabc"
    dealt = permutations("aabbcc")
    hits = counted(sum(a == b for a, b in zip(guesses, one, strict=True)) for one in dealt)
    assert chances.of_dealt((4, 1, 1), 2) == pytest.approx(hits)


def test_two_rounds_have_the_hits_of_both():
    assert chances.together([[0.5, 0.5], [0.75, 0, 0.25]]) == pytest.approx([0.375, 0.375, 0.125, 0.125])


def counted(hits) -> list[float]:
    found = Counter(hits)
    return [found[n] / found.total() for n in range(max(found) + 1)]
