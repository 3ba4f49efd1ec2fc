"""A scale in two rounds: who is asked for a reason, and what moved, against the standard library."""

import statistics
from itertools import permutations

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from workshop.activities.base import Given, Material
from workshop.activities.ratings import FAR, NONE
from workshop.activities.scale import Scale
from workshop.domain.errors import Refused

SCALE = Scale()
RATINGS = st.lists(st.integers(1, 5), min_size=1, max_size=30)


@examples(first=RATINGS, second=RATINGS)
def test_the_second_round_knows_the_figures_of_the_first(first, second):
    (row,) = results(second, earlier=results(first))["statements"]
    assert row["before"] == {"run": 1, "median": statistics.median(first), "mean": round(statistics.fmean(first), 2)}
    assert row["median"] == statistics.median(second)


@examples(first=RATINGS, second=RATINGS)
def test_documents_say_both_medians_in_a_row(first, second):
    material = Material(rated(second), earlier={"run": 1, **results(first)})
    table = SCALE.table(frozen(), material)
    labels = [label for label, _ in table.columns]
    said = dict(zip(labels, table.rows[0], strict=True))
    assert (said["scale.median_before"], said["scale.median"]) == (statistics.median(first), statistics.median(second))


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [([3], [4], "3 → 4"), ([2, 3], [5], "2½ → 5"), ([5], [1, 2], "5 → 1½"), ([4], [4], "")],
)
def test_documents_say_which_way_the_median_went(first, second, said):
    table = SCALE.table(frozen(), Material(rated(second), earlier={"run": 1, **results(first)}))
    assert (table.columns[-1][0], table.rows[0][-1]) == ("scale.since", said)


def test_a_first_round_has_nothing_before_it():
    assert results([3])["statements"][0]["before"] is None
    assert "scale.median_before" not in [label for label, _ in SCALE.table(frozen(), Material(rated([3]))).columns]


def test_a_statement_is_found_again_by_its_id_whatever_its_words():
    changed = SCALE.freeze({"ask": "?", "statements": [{"id": "neu", "label": "Neu"}, {"id": "bus", "label": "Busse"}]})
    material = Material(rated([4]), earlier={"run": 1, **results([2])})
    rows = {row["id"]: row["before"] for row in SCALE.results(changed, material)["statements"]}
    assert rows == {"bus": {"run": 1, "median": 2, "mean": 2.0}, "neu": None}


def test_another_scale_is_not_compared():
    eleven = SCALE.freeze({"ask": "?", "points": "11", "statements": [{"id": "bus", "label": "Bus"}]})
    material = Material(rated([4]), earlier={"run": 1, **results([2])})
    assert SCALE.results(eleven, material)["statements"][0]["before"] is None


@examples(others=st.lists(st.integers(1, 5), min_size=2, max_size=20), own=st.integers(1, 5))
def test_only_who_stands_two_steps_from_the_median_may_give_a_reason(others, own):
    shown = results([*others, own])
    is_far = abs(own - statistics.median([*others, own])) >= 2
    assert may_reason(shown, {("rating", "bus"): own}) == is_far


def test_of_eleven_values_four_steps_are_far():
    assert FAR[11] == 4


@pytest.mark.parametrize("mine", [{}, {("rating", "bus"): NONE}, {("rating", "anderes"): 5}])
def test_who_did_not_rate_it_is_not_asked(mine):
    assert not may_reason(results([1, 1, 1]), mine)


def test_where_nobody_is_to_be_asked_no_reason_is_taken():
    silent = SCALE.freeze({**SCALE.samples["config"], "reasons": False})
    with pytest.raises(Refused, match="no_input"):
        SCALE.clean("reason", "bus", "Weil", silent)


def test_reasons_stand_under_their_statement_and_their_order_says_nothing():
    reasons = [Given(n, "reason", "bus", text) for n, text in enumerate(("C", "A", "B"), start=50)]
    for order in permutations(reasons):
        (row,) = SCALE.results(frozen(), Material([*rated([1, 5]), *order]))["statements"]
        assert row["reasons"] == ["A", "B", "C"]
        assert row["counts"] == [1, 0, 0, 0, 1]


def test_documents_have_the_reasons_under_a_title_of_their_own():
    (section,) = SCALE.sections(frozen(), Material([*rated([1, 5]), Given(9, "reason", "bus", "Weil")]))
    assert section.table.rows == [["Bus", "Weil"]]
    assert SCALE.sections(frozen(), Material(rated([1, 5]))) == []


def frozen():
    return SCALE.freeze({"ask": "?", "statements": [{"id": "bus", "label": "Bus"}]})


def rated(ratings):
    return [Given(n, "rating", "bus", rating) for n, rating in enumerate(ratings)]


def results(ratings, earlier=None):
    return SCALE.results(frozen(), Material(rated(ratings), earlier={"run": 1, **earlier} if earlier else None))


def may_reason(shown, mine):
    try:
        SCALE.check_after("reason", "bus", frozen(), shown, mine)
    except Refused:
        return False
    return True
