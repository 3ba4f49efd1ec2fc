"""Orders of many made one, against what Borda, Condorcet and Schulze published themselves."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from workshop.domain.ranking import borda, places, schulze

# Schulze 2011, section 3, examples 1 and 2: how many voters gave which order; the order that results.
SCHULZE = [
    ({"ACBED": 5, "ADECB": 5, "BEDAC": 8, "CABED": 3, "CAEBD": 7, "CBADE": 2, "DCEBA": 7, "EBADC": 8}, "EACBD"),
    (
        {"ACBD": 5, "ACDB": 2, "ADCB": 3, "BACD": 4, "CBDA": 3, "CDBA": 3, "DACB": 1, "DBAC": 5, "DCBA": 4},
        "DACB",
    ),
]
# Borda 1781: 21 voters, of whom most put A first and most put A last.
BORDA = {"ABC": 1, "ACB": 7, "BCA": 7, "CBA": 6}
# Condorcet 1785: 81 voters; A wins every pair, B has the most points.
CONDORCET = {"ABC": 30, "ACB": 1, "BAC": 29, "BCA": 10, "CAB": 10, "CBA": 1}
ORDERS = st.lists(st.permutations("ABCD"), max_size=9)


@pytest.mark.parametrize(("voters", "order"), SCHULZE)
def test_schulze_orders_his_own_examples_as_he_did(voters, order):
    found = schulze(sorted(order), orders(voters))
    assert "".join(sorted(found, key=lambda one: found[one])) == order
    assert sorted(found.values()) == list(range(1, len(order) + 1))


def test_borda_counts_his_own_example_as_he_did():
    # He gave 1 to the last place, we give 0: his 37, 42 and 47 lose one a voter.
    assert borda("ABC", orders(BORDA)) == {"A": 37 - 21, "B": 42 - 21, "C": 47 - 21}


def test_the_winner_of_every_pair_comes_first_by_schulze_and_second_by_borda():
    given = orders(CONDORCET)
    assert borda("ABC", given) == {"A": 101, "B": 109, "C": 33}
    assert places(borda("ABC", given)) == {"A": 2, "B": 1, "C": 3}
    assert schulze("ABC", given) == {"A": 1, "B": 2, "C": 3}


def test_a_perfect_circle_is_a_tie_of_all():
    assert schulze("ABC", ["ABC", "BCA", "CAB"]) == {"A": 1, "B": 1, "C": 1}


def test_after_two_that_share_a_place_one_is_left_out():
    assert places({"A": 4, "B": 4, "C": 1}) == {"A": 1, "B": 1, "C": 3}
    assert schulze("ABC", ["ABC", "BAC"]) == {"A": 1, "B": 1, "C": 3}


def test_nobody_prefers_anything():
    assert schulze("AB", []) == {"A": 1, "B": 1}


@examples(ORDERS)
def test_who_stands_before_whom_follows_from_every_path_there_is(given):
    found = schulze("ABCD", given)
    for one, other in permutations("ABCD", 2):
        if strongest(one, other, given) > strongest(other, one, given):
            assert found[one] < found[other]


@examples(ORDERS, st.randoms(use_true_random=False))
def test_the_order_of_voices_does_not_matter(given, chance):
    mixed = list(given)
    chance.shuffle(mixed)
    assert schulze("ABCD", mixed) == schulze("ABCD", given)
    assert borda("ABCD", mixed) == borda("ABCD", given)


@examples(ORDERS)
def test_every_order_gives_the_same_sum_of_points(given):
    assert sum(borda("ABCD", given).values()) == 6 * len(given)


def orders(voters):
    return [order for order, number in voters.items() for _ in range(number)]


def strongest(one, other, given):
    """The definition, word by word: of all paths the one whose weakest link is strongest."""
    rest = [option for option in "ABCD" if option not in (one, other)]
    ways = [way for length in range(len(rest) + 1) for way in permutations(rest, length)]
    return max(min(link(*pair, given) for pair in pairwise((one, *way, other))) for way in ways)


def link(one, other, given):
    wins = sum(order.index(one) < order.index(other) for order in given)
    return wins if wins > len(given) - wins else 0
