"""Two counts that know nothing of each other, and what must agree before anything of a secret vote is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.ballots import agree, count, count_again

BALLOTS = [("AAAAAAAAA", "yes"), ("BBBBBBBBB", "no"), ("CCCCCCCCC", "yes")]
COUNTS = {"no": 1, "yes": 2}


@given(choices=st.lists(st.sampled_from(["yes", "no", "abstain", "!spoilt", "!unreadable", "1f", ""]), max_size=80))
def test_both_counts_say_the_same_and_all_of_it(choices):
    assert count(choices) == count_again(choices)
    assert sum(count(choices).values()) == len(choices)
    assert all(n == choices.count(choice) > 0 for choice, n in count(choices).items())


@given(choices=st.lists(st.text(max_size=4), min_size=1, max_size=40), order=st.randoms())
def test_the_order_of_the_ballots_changes_neither_count(choices, order):
    mixed = list(choices)
    order.shuffle(mixed)
    assert count(mixed) == count(choices) == count_again(mixed) == count_again(choices)


def test_where_all_agrees_it_may_be_told():
    assert agree(BALLOTS, 3, 3, COUNTS, dict(COUNTS))


@pytest.mark.parametrize("wrong", [
    {"in_box": 4},  # a ballot that could not be opened
    {"voted": 4},  # a mark without a ballot
    {"voted": 2},  # a ballot without a mark
    {"opened": [*BALLOTS[:2], ("AAAAAAAAA", "yes")]},  # a receipt twice
    {"again": {"no": 2, "yes": 1}},  # the counts disagree
    {"again": {"yes": 2}},
    {"counts": {"no": 1, "yes": 1}, "again": {"no": 1, "yes": 1}},  # both missed one
])  # fmt: skip
def test_where_one_thing_alone_does_not_agree_nothing_may_be_told(wrong):
    right = {"opened": BALLOTS, "in_box": 3, "voted": 3, "counts": COUNTS, "again": COUNTS}
    assert not agree(**{**right, **wrong})
