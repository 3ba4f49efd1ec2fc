"""Majority and quorum: published examples, exact borders, and what no vote may ever do."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.errors import Refused
from workshop.domain.majority import BASES, RULES, clean_share, needed_of, parts_of, rule_of, verdict_of

counts = st.integers(0, 60)
shares = st.integers(1, 100).map(lambda n: f"{n} %") | st.tuples(st.integers(1, 30), st.integers(0, 30)).map(
    lambda parts: f"{parts[0]}/{sum(parts)}"
)
rules = st.sampled_from(RULES)
bases = st.sampled_from(BASES)


def decide(yes, no, abstain, rule="simple", there=0, seats=0, share="3/4", of="votes"):
    """Decide as a resolution does: whoever voted was there."""
    asked, cast = rule_of(rule, share, of), yes + no + abstain
    there = max(there, cast)
    base = {"votes": yes + no, "given": cast, "present": there, "seats": max(seats, there)}[asked.of]
    return verdict_of(yes, cast, needed_of(asked.share, base, more=asked.more), quorate=True)


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "verdict"),
    [
        (12, 2, 2, "accepted"),  # coburg.json
        (10, 9, 1, "accepted"),  # RONR § 44: of 19 votes more than half is 10; who abstains casts none
        (10, 10, 0, "rejected"),  # Art. 51 (1) 2 BayGO: a tie rejects
        (1, 0, 16, "accepted"),
        (0, 0, 17, "rejected"),
    ],
)
def test_simple(yes, no, abstain, verdict):
    assert decide(yes, no, abstain) == verdict


# RONR § 44: of 30 votes two thirds are 20, of 31 votes 21, of 32 votes 22, of 33 votes 22.
@pytest.mark.parametrize(("votes", "needed"), [(30, 20), (31, 21), (32, 22), (33, 22)])
def test_two_thirds_as_roberts_rules_count_them(votes, needed):
    assert needed_of((2, 3), votes, more=False) == needed
    assert decide(needed, votes - needed, 9, "two_thirds") == "accepted"
    assert decide(needed - 1, votes - needed + 1, 9, "two_thirds") == "rejected"


# Art. 121 GG: a majority of the members. Of 630 members of the 21st Bundestag 316; two thirds (Art. 79 (2) GG) are 420.
@pytest.mark.parametrize(
    ("yes", "rule", "of", "share", "verdict"),
    [
        (315, "absolute", "", "", "rejected"),
        (316, "absolute", "", "", "accepted"),
        (419, "own", "seats", "2/3", "rejected"),
        (420, "own", "seats", "2/3", "accepted"),
    ],
)
def test_majorities_of_the_members(yes, rule, of, share, verdict):
    assert decide(yes, 0, 0, rule, there=630, seats=630, share=share, of=of) == verdict


def test_an_abstention_weighs_as_a_no_where_those_present_are_the_base():
    assert decide(8, 2, 6, "absolute", there=16) == "rejected"
    assert decide(9, 1, 6, "absolute", there=16) == "accepted"


def test_more_than_half_of_seventeen_seats_make_a_quorum():
    assert needed_of((1, 2), 17, more=True) == 9
    assert needed_of((1, 2), 16, more=True) == 9


def test_a_room_without_a_quorum_decides_nothing_whatever_it_says():
    assert verdict_of(8, 8, 5, quorate=False) == "not_quorate"
    assert verdict_of(0, 0, 1, quorate=True) == "none"


@given(yes=counts, no=counts, abstain=counts, rule=rules, there=counts, seats=counts, share=shares, of=bases)
def test_one_more_yes_never_rejects_what_was_accepted(yes, no, abstain, rule, there, seats, share, of):
    asked = {"rule": rule, "there": there, "seats": seats, "share": share, "of": of}
    if decide(yes, no, abstain, **asked) == "accepted":
        assert decide(yes + 1, no, abstain, **asked) == "accepted"
        assert no == 0 or decide(yes + 1, no - 1, abstain, **asked) == "accepted"
        assert abstain == 0 or decide(yes + 1, no, abstain - 1, **asked) == "accepted"


@given(yes=counts, no=counts, abstain=counts, rule=rules, there=counts, seats=counts, share=shares, of=bases)
def test_one_more_no_never_accepts_what_was_rejected(yes, no, abstain, rule, there, seats, share, of):
    asked = {"rule": rule, "there": there, "seats": seats, "share": share, "of": of}
    if decide(yes, no, abstain, **asked) == "rejected":
        assert decide(yes, no + 1, abstain, **asked) == "rejected"


@given(share=shares, base=st.integers(0, 10_000))
def test_what_is_needed_is_the_least_number_that_reaches_the_share(share, base):
    exact = Fraction(*parts_of(share)) * base
    at_least, more = (needed_of(parts_of(share), base, more=more) for more in (False, True))
    assert at_least == 1 or at_least - 1 < exact <= at_least
    assert more - 1 <= exact < more


@pytest.mark.parametrize(
    ("text", "clean"),
    [("60%", "60\u00a0%"), (" 60 ", "60\u00a0%"), ("100 %", "100\u00a0%"), ("3/5", "3/5"), ("2 / 3", "2/3")],
)
def test_a_share_is_written_in_one_way(text, clean):
    assert clean_share(text) == clean
    assert clean_share(clean) == clean


@pytest.mark.parametrize("text", ["", "0", "101 %", "4/3", "1/0", "0/3", "66,7 %", "two thirds", "-1", "1/2/3"])
def test_what_is_no_share_is_refused(text):
    with pytest.raises(Refused, match="no_share"):
        clean_share(text)
