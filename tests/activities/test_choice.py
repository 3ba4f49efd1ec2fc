"""A choice keeps to its options and counts each of them."""

from collections import Counter
from itertools import chain

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from workshop.activities.base import Given, Material
from workshop.activities.choice import Choice
from workshop.domain.errors import Refused

CHOICE = Choice()
OPTIONS = [{"id": "a", "label": "Wohnen"}, {"id": "b", "label": "Bus"}, {"id": "c", "label": "Kita"}]


def test_every_option_is_counted_in_the_order_of_the_agenda():
    given = [Given(1, "vote", "", ["b"]), Given(2, "vote", "", ["a", "b"])]
    counted = CHOICE.results(frozen(most=2), Material(given))["options"]
    assert [(option["label"], option["count"]) for option in counted] == [("Wohnen", 1), ("Bus", 2), ("Kita", 0)]


@examples(votes=st.lists(st.sets(st.sampled_from("abc"), min_size=1), max_size=40))
def test_the_counts_are_those_of_the_standard_library(votes):
    """In its results, as secret ballots, in table and chart, and in the order of the best."""
    clean = [CHOICE.clean("vote", "", sorted(vote), frozen(most=3)) for vote in votes]
    expected = Counter(chain.from_iterable(votes))
    ballots = Counter(CHOICE.on_ballot(vote, frozen(most=3)) for vote in clean)
    for material in (
        Material([Given(n, "vote", "", vote) for n, vote in enumerate(clean)]),
        Material(counted=CHOICE.in_lists(ballots, frozen(most=3))),
    ):
        results = CHOICE.results(frozen(most=3), material)
        assert {option["id"]: option["count"] for option in results["options"]} == {one: expected[one] for one in "abc"}
        assert [row[1] for row in CHOICE.table(frozen(most=3), material).rows] == [expected[one] for one in "abc"]
        assert CHOICE.chart(frozen(most=3), material).values == [[expected[one]] for one in "abc"]
        best = [expected[option["id"]] for option in CHOICE.best(frozen(most=3), results)]
        assert best == sorted(expected[one] for one in "abc")[::-1]


def test_an_option_ticked_twice_is_one_vote():
    assert CHOICE.clean("vote", "", ["b", "b"], frozen()) == ["b"]


def test_more_than_may_be_chosen_is_refused_with_the_number():
    with pytest.raises(Refused) as raised:
        CHOICE.clean("vote", "", ["a", "b", "c"], frozen(most=2))
    assert raised.value.as_dict() == {"code": "too_many_chosen", "most": 2}


def test_options_of_an_earlier_step_take_the_place_of_its_own():
    themes = [{"id": "theme:1", "label": "Bus"}, {"id": "theme:2", "label": "Wohnen"}]
    assert CHOICE.freeze({"options": OPTIONS}, themes)["options"] == themes


def test_a_reference_that_nobody_resolved_offers_nothing():
    asked = CHOICE.freeze({"options": {"activity": 3, "what": "themes"}})
    assert CHOICE.ready(asked) == "too_few_options"


def test_no_more_can_be_chosen_than_there_are():
    assert frozen(most=30)["most"] == 3


def frozen(most=1):
    return CHOICE.freeze({"ask": "?", "options": OPTIONS, "most": most})
