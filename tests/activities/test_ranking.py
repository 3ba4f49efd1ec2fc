"""A ranking takes whole orders only and shows both places; the formulas are tested in tests/domain."""

from random import Random

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from workshop.activities.base import Given, Material
from workshop.activities.ranking import Ranking
from workshop.domain.errors import Refused

RANKING = Ranking()
OPTIONS = [{"id": "a", "label": "Wohnen"}, {"id": "b", "label": "Bus"}, {"id": "c", "label": "Kita"}]
# Condorcet 1785: 81 voters; A wins every pair, B has the most points.
CONDORCET = ["abc"] * 30 + ["acb"] + ["bac"] * 29 + ["bca"] * 10 + ["cab"] * 10 + ["cba"]
# One voice gives, gives again or takes back: (voice, order or None), in order.
DOINGS = st.lists(st.tuples(st.integers(0, 4), st.none() | st.permutations("abc")), max_size=20)


def test_it_is_sorted_by_schulze_and_says_where_borda_differs():
    said = results(CONDORCET)
    assert [(row["id"], row["schulze"], row["borda"], row["points"]) for row in said["options"]] == [
        ("a", 1, 2, 101),
        ("b", 2, 1, 109),
        ("c", 3, 3, 33),
    ]
    assert said["differ"]


def test_where_both_agree_nothing_differs():
    assert not results(["abc", "abc", "acb"])["differ"]


def test_options_that_share_a_place_stand_by_points_then_as_in_the_agenda():
    # Two circles against each other leave all three first.
    assert [row["id"] for row in results(["abc", "bca", "cab", "cab", "bca", "abc"])["options"]] == ["a", "b", "c"]
    assert [row["schulze"] for row in results(["abc", "cba"])["options"]] == [1, 1, 1]


def test_half_an_order_is_refused():
    with pytest.raises(Refused) as raised:
        RANKING.clean("order", "", ["a", "b"], frozen())
    assert raised.value.as_dict() == {"code": "not_whole_order"}


def test_without_a_voice_there_are_no_places():
    assert [row["schulze"] for row in results([])["options"]] == [None, None, None]
    assert RANKING.table(frozen(), Material()).rows[0] == ["Wohnen", 0, None, None]


@examples(DOINGS)
def test_what_stands_is_counted_however_it_came_about(doings):
    standing = [order for order in dict(doings).values() if order]
    said = results(standing)
    assert said["n"] == len(standing)
    for row in said["options"]:
        assert row["points"] == sum(2 - order.index(row["id"]) for order in standing)


def test_later_steps_get_them_in_the_order_of_schulze():
    best = RANKING.best(frozen(), results(CONDORCET))
    assert best == [{"id": "a", "label": "Wohnen"}, {"id": "b", "label": "Bus"}, {"id": "c", "label": "Kita"}]


def test_options_of_an_earlier_step_take_the_place_of_its_own():
    themes = [{"id": "theme:1", "label": "Bus"}, {"id": "theme:2", "label": "Wohnen"}]
    assert RANKING.freeze({"options": OPTIONS}, themes)["options"] == themes


@pytest.mark.parametrize("voice", range(17))
def test_a_simulated_mayor_gives_a_whole_order(voice):
    ((kind, item, value),) = RANKING.rehearse(RANKING.ask(frozen()), voice, Random(voice))
    assert RANKING.clean(kind, item, value, frozen()) == value


def frozen():
    return RANKING.freeze({"ask": "?", "options": OPTIONS})


def results(orders):
    material = Material([Given(n, "order", "", list(order)) for n, order in enumerate(orders)])
    return RANKING.results(frozen(), material)
